# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Playing in a guest, for run.sh. The guest's clock counts instructions (-icount): waiting takes no time, what else this
# machine does changes nothing, and the same bytes in give the same bytes out, nanoseconds, ports and initial sequence
# numbers included. One processor without a random number generator, the random seed of the boot and the date are given
# for that; the size of the initramfs enters the clock, too. GenuineIntel and init_on_alloc=0 spare slow string
# instructions.
# rr=record, for its lock alone: who records holds the processor's thread and QEMU's main loop apart. Without it the
# loop could find the processor halted whose last instructions were not counted yet, and put the clock forward to
# the next timer from too early a time: once in many thousand waits the guest was some microseconds late from then on.

# MACHINE, as Debian calls it: sets arch, emulator, its devices with a console and a port for results, console as the
# kernel calls it, and flavour, which kernels of Debian's are used; false for one that is not known.
choose_emulated() {
	arch=$1
	case $arch in
	amd64)
		emulator=qemu-system-x86_64 console='ttyS0 tsc=reliable' flavour=cloud-amd64
		devices=(-cpu "qemu64,vendor=GenuineIntel" -serial chardev:console -serial chardev:results)
		;;
	arm64)
		emulator=qemu-system-aarch64 console=ttyAMA0 flavour=cloud-arm64
		devices=(-M virt -cpu cortex-a57 -serial chardev:console -device virtio-serial-pci
			-device "virtserialport,chardev=results")
		;;
	s390x)
		emulator=qemu-system-s390x console=ttysclp0 flavour=s390x
		devices=(-M s390-ccw-virtio -cpu "qemu,prno-trng=off" -device "sclpconsole,chardev=console"
			-device virtio-serial-ccw -device "virtserialport,chardev=results")
		;;
	*) return 1 ;;
	esac
}

# FOLDER: boots vmlinuz of $kernel with $bundle and its modules, guest being its process, and leaves in FOLDER
# console.txt, results.tgz, its files in results/, tap.txt, and cost: CPU seconds on this machine, seconds on the
# guest's clock.
boot() {
	local folder=$1 append TIMEFORMAT='%U %S'
	append="console=$console quiet loglevel=3 panic=-1 nokaslr mitigations=off init_on_alloc=0 audit=0 apparmor=0"
	append+="${only:+ demo=$only}${sweeps:+ demo_sweeps=$sweeps}${update:+ demo_update=yes}"
	append+="${times:+ demo_times=yes}${user:+ demo_user=yes}$sysctls demo_clock=instructions"
	rm -rf "$folder" && mkdir -p "$folder/results" && cat "$bundle" "$kernel/modules.cpio" >"$folder/initrd" || return
	timeout "$limit" "$emulator" -nodefaults -no-user-config -display none -no-reboot -m 1024 -smp 1 \
		-accel tcg,thread=single -icount "shift=$shift,sleep=off,rr=record,rrfile=/dev/null" \
		-rtc base=2023-12-18T17:03:53,clock=vm -seed "$seed" \
		"${devices[@]}" -kernel "$kernel/vmlinuz" -initrd "$folder/initrd" -append "$append" \
		-chardev "file,id=console,path=$folder/console.txt" -chardev "file,id=results,path=$folder/results.tgz" \
		>"$folder/qemu.stderr" 2>&1 </dev/null &
	guest=$!
	{ time wait "$guest"; } 2>"$folder/time"
	rm -f "$folder/initrd"
	tar -C "$folder/results" -xzf "$folder/results.tgz" 2>/dev/null
	mv "$folder/results/tap.txt" "$folder/tap.txt" 2>/dev/null &&
		grep -qE '^# exit status (0|1|77),' "$folder/tap.txt" || {
		tail -n 5 "$folder/qemu.stderr" "$folder/console.txt" >&2
		return 1
	}
	awk 'NR == FNR { cpu = $1 + $2; next } /^# exit status/ { printf "%.0f\t%.1f\n", cpu, $6 }' \
		"$folder/time" "$folder/tap.txt" >"$folder/cost"
}

# TAP FILE: its counts as a row: PASS, DIFFERS, INCONCLUSIVE, SKIP, failed.
count_outcomes() {
	awk '
	/^ok .* # SKIP inconclusive: / { inconclusive++; next }
	/^ok .* # SKIP / { skipped++; next }
	/^ok / { passed++; next }
	/^# DIFFERS / { differs++ }
	/^not ok / { bad++ }
	END { printf "%d\t%d\t%d\t%d\t%d", passed, differs, inconclusive, skipped, bad - differs }' "$1"
}

# FOLDER OTHER: true when two runs gave the same bytes; what differs is told.
same_bytes() {
	cmp "$1/console.txt" "$2/console.txt" && cmp "$1/results.tgz" "$2/results.tgz" && return
	diff -rq "$1/results" "$2/results"
	return 1
}

# What guests have made of the golden outputs goes where those are: what is not as it was before, in $out/golden.
take_goldens() {
	local name file
	for name in "${names[@]}"; do
		while read -r file; do
			! cmp -s "$out/golden/$file" "$out/$name/results/golden/$file" || continue
			mkdir -p "$(dirname "$ROOT/tests/catalogue/golden/$file")"
			cp "$out/$name/results/golden/$file" "$ROOT/tests/catalogue/golden/$file"
			say "Linux $name: tests/catalogue/golden/$file"
		done < <(cd "$out/$name/results/golden" && find . -type f -printf '%P\n' | LC_ALL=C sort)
	done
}
