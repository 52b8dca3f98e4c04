#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh BUILD SECONDS [NAME...]: each fuzzer for so many seconds, from its corpus and, where they
# fit, the stories and golden captures. An input that breaks something is left in BUILD/fuzz/NAME.
#   cmake --preset fuzz && cmake --build --preset fuzz && tests/fuzz/run.sh build-fuzz 60
#   run.sh BUILD keep NAME...      what was found and reaches something new goes into the corpus
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
build=$(cd "${1:?the folder of the build}" && pwd) || exit 1
seconds=${2:?how many seconds}
shift 2
[ $# -gt 0 ] || set -- echo_rule escape file frames gaps jumps options story

# NAME FOLDER: what there is to begin with, beside the corpus.
begin_with() {
	for story in "$here"/../stories/*.story "$here"/../golden/*.story; do
		to=$2/$(basename "$story")
		case $1 in
		frames) "$build/tests/fuzz/fuzz_seed" "$story" >"$to" ;;
		file) "$build/tests/story" build "$story" >"$to" ;;
		story) [ "$seconds" = keep ] || cp "$story" "$to" ;;
		esac
	done
}

failed=0
for name; do
	folder=$build/fuzz/$name
	fuzzer=$build/tests/fuzz/fuzz_$name
	mkdir -p "$folder/found" "$folder/begin" "$here/corpus/$name"
	begin_with "$name" "$folder/begin"
	if [ "$seconds" = keep ]; then
		"$fuzzer" -merge=1 -max_len=1024 -close_fd_mask=3 "$here/corpus/$name" \
			"$folder/found" "$folder/begin" || failed=1
		continue
	fi
	echo "== $name: $seconds s"
	# A large quarantine would have each input pay for new pages.
	if ! ASAN_OPTIONS=quarantine_size_mb=2:allocator_release_to_os_interval_ms=-1 \
		"$fuzzer" -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=1024 \
		-print_final_stats=1 -close_fd_mask=3 -artifact_prefix="$folder/" \
		"$folder/found" "$here/corpus/$name" "$folder/begin" >"$folder/log" 2>&1; then
		failed=1
		tail -n 40 "$folder/log"
	fi
	grep -E 'number_of_executed_units|peak_rss' "$folder/log"
done
exit $failed
