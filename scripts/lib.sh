# Shared by the scripts here: what they need of the machine, and where the build puts things.
# shellcheck shell=sh
distribution=$root/runtime/distribution/target/callboard

need_java() {
  java=java
  [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
  if ! command -v "$java" >/dev/null 2>&1; then
    echo "A JDK 17 or later is missing: install one (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME." >&2
    exit 1
  fi
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  if [ "${version:-0}" -lt 17 ]; then
    echo "Java ${version:-of an unknown version} is too old: Callboard needs a JDK 17 or later (set JAVA_HOME to one)." >&2
    exit 1
  fi
}

need_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    echo "Maven is missing: install 3.8 or later (Debian: apt-get install maven)." >&2
    exit 1
  fi
  if ! command -v javac >/dev/null 2>&1 && [ ! -x "${JAVA_HOME:-/nonexistent}/bin/javac" ]; then
    echo "javac is missing: install a JDK, not only a JRE (Debian: apt-get install openjdk-17-jdk-headless)." >&2
    exit 1
  fi
}

# The web pages are built with Node.js.
need_node() {
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "Node.js is missing: install version 20 or later with npm (Debian 13: apt-get install nodejs npm)." >&2
    exit 1
  fi
  version=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  if [ "${version:-0}" -lt 20 ]; then
    echo "Node.js ${version:-of an unknown version} is too old: the web pages are built with version 20 or later." >&2
    exit 1
  fi
}

# The tests of pages drive Chromium. Installs it where that is possible without asking.
need_chromium() {
  for browser in "${CALLBOARD_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    [ -n "$browser" ] && [ -x "$browser" ] && return
  done
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the tests of pages ..." >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >&2 && return
  fi
  echo "Chromium is missing: the tests of pages drive it. Install it (Debian: apt-get install chromium), or set" >&2
  echo "CALLBOARD_CHROMIUM to the program of a Chromium or Chrome." >&2
  exit 1
}

# Whether the distribution is missing or older than what it is made of.
is_stale() {
  [ -e "$distribution/.built" ] || return 0
  newer=$(find "$root/pom.xml" "$root/bnd.bnd" "$root/config" "$root/bundles" \
    "$root/runtime/launcher" "$root/runtime/cli" "$root/runtime/distribution" \
    \( -name target -o -name node_modules \) -prune -o -type f -newer "$distribution/.built" -print | head -n 1)
  [ -n "$newer" ]
}
