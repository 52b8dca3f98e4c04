#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# In a minimal Debian, of the sources in /src: builds the package, and one of a later release, into /out.
set -eu

say() {
	echo "$*"
}
# shellcheck source=tests/demo/packages.sh
. /src/tests/demo/packages.sh
packages=()
packages_for apt-get build
apt-get -qq update
apt-get -qq install -y --no-install-recommends "${packages[@]}" dpkg-dev lintian >/tmp/apt.log 2>&1 ||
	{ tail /tmp/apt.log && exit 1; }
cmake -S /src -B /tmp/build -DBUILD_TESTING=OFF >/tmp/cmake.log
cmake --build /tmp/build -j "$(nproc)" >/tmp/build.log || { tail /tmp/build.log && exit 1; }
cd /tmp/build
for release in 1 2; do
	cpack -D "CPACK_DEBIAN_PACKAGE_RELEASE=$release" >/tmp/cpack.log || { cat /tmp/cpack.log && exit 1; }
done
cp ./*.deb /out
dpkg-deb -f ./*-1_*.deb Package Version Depends Recommends
# As an ordinary user, which it is meant for.
chown nobody . ./*.deb
setpriv --reuid=nobody --clear-groups lintian --fail-on error --tag-display-limit 0 ./*-1_*.deb
