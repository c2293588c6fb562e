#!/usr/bin/env bash
# Makes the certificates of these tests anew: an authority and the servers that it vouches for, valid for a century, and
# one that has expired. The keys guard nothing: they are known to everybody.
#
#   tests/suite/remote/tls/make.sh        (needs openssl)
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }
key "$work/authority.key"
openssl req -x509 -new -key "$work/authority.key" -days 36500 -subj "/CN=Authority of the tests" -out authority.pem \
    -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign"
key server.key
issue() { # NAME SAN FROM UNTIL
    openssl req -new -key server.key -subj "/CN=$1" -out "$work/$1.csr"
    mkdir -p "$work/ca" && : > "$work/ca/index" && echo "0$5" > "$work/ca/serial"
    printf '%s\n' "[ca]" "default_ca=one" "[one]" "dir=$work/ca" "database=$work/ca/index" "serial=$work/ca/serial" \
        "new_certs_dir=$work/ca" "default_md=sha256" "policy=any" "[any]" "commonName=supplied" > "$work/ca.cnf"
    printf '%s\n' "subjectAltName=$2" "basicConstraints=critical,CA:FALSE" "extendedKeyUsage=serverAuth" > "$work/ext"
    openssl ca -batch -notext -config "$work/ca.cnf" -cert authority.pem -keyfile "$work/authority.key" \
        -in "$work/$1.csr" -extfile "$work/ext" -startdate "$3" -enddate "$4" -out "$1.pem" 2> "$work/said" ||
        { cat "$work/said" >&2; exit 1; }
}
issue localhost DNS:localhost,IP:127.0.0.1 20260101000000Z 21250101000000Z 1
issue elsewhere DNS:elsewhere.example 20260101000000Z 21250101000000Z 2
issue expired DNS:localhost,IP:127.0.0.1 20200101000000Z 20210101000000Z 3
# A certificate that vouches for itself, as an authority.
openssl req -x509 -new -key server.key -days 36500 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
    -addext "basicConstraints=critical,CA:TRUE" -out alone.pem
