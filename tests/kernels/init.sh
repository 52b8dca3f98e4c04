#!/bin/sh
# SPDX-License-Identifier: MIT
# The first process of the guest: plays scenarios one after the other and powers off. The verdicts go to the
# console as TAP; what the scenarios leave, as a compressed tar, to the second serial port where there is one, or else
# to the first port of a virtio console.
# From the kernel's command line: demo=NAME,... plays these, demo_sweeps=no all but the sweeps, which take long;
# demo_update=yes makes their golden outputs instead, which are among the results then; demo_times=yes is for --times,
# which acts where demo_clock=instructions says that the clock counts them; demo_user=yes plays as an ordinary user.
export PATH=/usr/bin LC_ALL=en

mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev 2>/dev/null
mount -t tmpfs -o mode=1777 tmp /tmp
mkdir -p /tmp/results/kept
ip link set lo up

# In an order in which each finds what it needs; a kernel of one's own may have them built in.
while read -r module; do
	insmod "/modules/$module" 2>>/tmp/results/stderr.txt
done </modules/order

names='' times='' user='' mode='--check --tap --jobs=1'
read -r line </proc/cmdline
for word in $line; do
	case $word in
	demo=*) names=$(echo "${word#demo=}" | tr , ' ') ;;
	demo_update=yes) mode=--update ;;
	demo_times=yes) times=--times ;;
	demo_user=yes) user=nobody ;;
	demo_sweeps=no) names=$(cd /usr/share/handshake/scenarios && grep -L '^kind: *sweep' -- *.txt | sed 's/[.]txt$//') ;;
	esac
done

# shellcheck disable=SC2086 # words
set -- /usr/libexec/handshake/catalogue_runner --bin /usr/libexec/handshake --scenarios /usr/share/handshake/scenarios \
	--golden /usr/share/handshake/golden --keep /tmp/results/kept $mode $times -- $names
[ -z "$user" ] || {
	chown "$user" /tmp/results/kept
	set -- su -s /bin/sh -c "$*" "$user"
}
{
	"$@" 2>>/tmp/results/stderr.txt
	status=$?
	[ "$mode" != --update ] || cp -r /usr/share/handshake/golden /tmp/results/golden
	read -r uptime idle </proc/uptime
	echo "# exit status $status, uptime $uptime s, idle $idle s${times:+, the timers held against their golden times}"
} | tee /tmp/results/tap.txt

# Each machine has another one.
port=''
if [ -c /dev/ttyS1 ] && stty -F /dev/ttyS1 raw -echo 2>/dev/null; then
	port=/dev/ttyS1
else
	while read -r module; do
		insmod "/modules/$module" 2>/dev/null
	done </modules/late
	for file in /dev/vport*p*; do
		[ ! -c "$file" ] || port=$file
	done
fi
if [ -n "$port" ]; then
	# The picture and the page can be drawn from the capture at any time.
	rm -f /tmp/results/kept/*/*.svg /tmp/results/kept/*/*.html
	tar -C /tmp/results -c . | gzip -1 >"$port"
fi
poweroff -f
