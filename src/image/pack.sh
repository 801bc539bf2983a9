#!/usr/bin/env bash
# pack.sh PROGRAM ARCHIVE: an OCI image of the native program, and of what it asks of a system: the libraries of this
# Debian that it is linked with, OpenSSL, certificates. No shell, no package manager, no user that may write.
# Made with umoci and skopeo, without a daemon. The same program on the same Debian is the same image.
set -euo pipefail
program=$1 archive=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/tools.sh" umoci skopeo jq

version=$(sed -nE 's/.*<Version>(.*)<\/Version>.*/\1/p' "$here/../Directory.Build.props")
# Of what is packed only the content counts.
export SOURCE_DATE_EPOCH=0
created=1970-01-01T00:00:00Z
case $(uname -m) in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; *) arch=$(uname -m) ;; esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
layout=$work/layout root=$work/root image=$work/layout:mock-user-apis

copy() { install -D -m "$1" "$2" "$root/${3:-$2}"; }

# What dpkg knows of a file is kept where scanners of images look: the package, its version, its copyright.
note_package() {
  local package
  # A file of /lib is one of /usr/lib to some packages: one of the two is not known, and that is said by the exit code.
  package=$({ dpkg-query -S "$1" "/usr$1" 2> /dev/null || true; } | head -1 | cut -d: -f1)
  [[ -n $package && ! -e $root/var/lib/dpkg/status.d/$package ]] || return 0
  mkdir -p "$root/var/lib/dpkg/status.d"
  dpkg-query -s "$package" > "$root/var/lib/dpkg/status.d/$package"
  copy 644 "/usr/share/doc/$package/copyright"
}

copy 755 "$program" /usr/bin/mock-user-apis
libraries=$(ldd "$program" | sed -nE 's/.*[ \t](\/[^ ]+) \(.*/\1/p')
# Looked for only when a connection is encrypted.
openssl=$(ldconfig -p | sed -nE 's/.* (\/[^ ]*lib(ssl|crypto)\.so\.3)$/\1/p')
for library in $libraries $openssl; do
  copy 755 "$library"
  note_package "$library"
done
copy 644 /etc/ssl/certs/ca-certificates.crt
note_package /usr/share/ca-certificates
mkdir -p "$root/etc" "$root/tmp"
chmod 1777 "$root/tmp"
echo 'mock:x:65532:65532:mock:/:/usr/sbin/nologin' > "$root/etc/passwd"
echo 'mock:x:65532:' > "$root/etc/group"
find "$root" -exec touch --no-dereference --date=@0 {} +

umoci init --layout "$layout"
umoci new --image "$image"
umoci insert --rootless --history.created "$created" --history.created_by src/image/pack.sh --image "$image" "$root" /
umoci config --image "$image" --history.created "$created" --history.created_by src/image/pack.sh \
  --created "$created" --os linux --architecture "$arch" --author 'the MockUserApis authors' \
  --config.user 65532:65532 --config.workingdir / --config.stopsignal SIGTERM \
  --config.entrypoint /usr/bin/mock-user-apis --config.cmd serve \
  --config.env PATH=/usr/bin --config.env SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
  --config.env MOCK_USER_APIS_HOST=0.0.0.0 \
  --config.exposedports 5080/tcp --config.exposedports 5081/tcp --config.exposedports 5082/tcp \
  --config.exposedports 5083/tcp --config.exposedports 5084/tcp --config.exposedports 5085/tcp \
  --config.label org.opencontainers.image.title=mock-user-apis \
  --config.label org.opencontainers.image.version="$version" \
  --config.label org.opencontainers.image.licenses=MIT

# The format keeps a place for Docker's health check, and umoci has no option for it. What names a changed blob changes.
blob() { echo "$layout/blobs/${1/://}"; }
change() {
  local from=$1 sum
  shift
  jq -c "$@" "$(blob "$from")" > "$work/new"
  sum=$(sha256sum "$work/new" | cut -d' ' -f1)
  mv "$work/new" "$layout/blobs/sha256/$sum"
  jq -cn --arg digest "sha256:$sum" --argjson size "$(stat -c %s "$layout/blobs/sha256/$sum")" '{$digest, $size}'
}
manifest=$(jq -r '.manifests[0].digest' "$layout/index.json")
config=$(jq -r .config.digest "$(blob "$manifest")")
config=$(change "$config" --slurpfile check "$here/healthcheck.json" '.config.Healthcheck = $check[0]')
manifest=$(change "$manifest" --argjson new "$config" '.config += $new')
jq -c --argjson new "$manifest" '.manifests[0] += $new' "$layout/index.json" > "$work/index"
mv "$work/index" "$layout/index.json"
umoci gc --layout "$layout"

mkdir -p "$(dirname "$archive")"
rm -f "$archive"
skopeo copy --quiet "oci:$image" "oci-archive:$archive:mock-user-apis:$version"
