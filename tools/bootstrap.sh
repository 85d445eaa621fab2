#!/usr/bin/env bash
# Makes .venv and installs the pinned, hash-checked packages: tools/bootstrap.sh base|dev
# uv is used because it is quick; where it cannot reach the packages, pip does the same.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-base}
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Đình needs Python 3.11 or newer; found $("$python" --version 2>&1)." >&2; exit 1; }

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  rm -rf .venv
  if ! "$python" -c 'import ensurepip' >/dev/null 2>&1; then
    # Debian keeps ensurepip in a package of its own.
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt="apt-get -o DPkg::Lock::Timeout=600"
    sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo -n"
    if command -v apt-get >/dev/null && { [ -z "$sudo" ] || sudo -n true 2>/dev/null; }; then
      echo "Installing python$version-venv, which Debian keeps apart from python3."
      $sudo $apt update -qq
      $sudo env DEBIAN_FRONTEND=noninteractive $apt install -y -qq "python$version-venv" >/dev/null
    else
      echo "Python's venv module is not complete here. Run: sudo apt install python$version-venv" >&2; exit 1
    fi
  fi
  "$python" -m venv .venv
fi

# One list at a time, both hash-checked; the bootstrap list holds uv alone.
files=(-r requirements/base.txt)
[ "$what" = dev ] && files+=(-r requirements/dev.txt)
if .venv/bin/python -m pip install -q --require-hashes -r requirements/bootstrap.txt \
   && .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes "${files[@]}"; then
  :
else
  echo "uv could not install the packages; trying pip, which takes longer." >&2
  .venv/bin/python -m pip install --require-hashes "${files[@]}"
fi
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
printf '%s\n' "$PWD/src" > "$site/dinh.pth"
printf '#!/usr/bin/env bash\nexec "%s/.venv/bin/python" -m dinh.cli "$@"\n' "$PWD" > .venv/bin/dinh
chmod +x .venv/bin/dinh
