# Sourced by the scripts in eng/: the same behaviour of the tools on every machine, whatever the caller's environment holds.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# A build server that outlives the command keeps memory and file handles that nobody asked for.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
# Package signatures are checked against the certificates at hand: a revocation look-up would stall every restore behind a closed network.
export NUGET_CERT_REVOCATION_MODE="${NUGET_CERT_REVOCATION_MODE:-offline}"
export LC_ALL="${LC_ALL:-C.UTF-8}"
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# seconds_since START: seconds with one decimal since $EPOCHREALTIME was START.
seconds_since() {
  awk -v now="${EPOCHREALTIME/,/.}" -v then="${1/,/.}" 'BEGIN { printf "%.1f", now - then }'
}

# build_nba LOG: leaves bin/nba as the sources are; quick when it is that already.
build_nba() {
  make -C "$root" build > "$1" 2>&1 || die "bin/nba does not build; see $1"
}

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
