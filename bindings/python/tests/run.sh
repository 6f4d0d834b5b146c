#!/usr/bin/env bash
# The wheel as its users get it: made, installed into a fresh environment, and asked everything.
# Run as: run.sh <python> <_srok.abi3.so> <build folder>
set -euo pipefail
python=$1 extension=$2 build=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
project=$(cd "$here/../.." && pwd)
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PYTHONDONTWRITEBYTECODE=1

mkdir -p "$build"
environment=$build/environment
# What others wrote, once; a changed list makes it anew.
if ! cmp -s "$here/tests/requirements.txt" "$environment/requirements.txt"; then
  rm -rf "$environment"
  "$python" -m venv "$environment"
  "$environment/bin/pip" install --quiet --require-hashes --requirement "$here/tests/requirements.txt"
  cp "$here/tests/requirements.txt" "$environment/"
fi

# The wheel is made in a copy, so that the tree stays as it is.
rm -rf "$build/package" "$build/dist"
mkdir -p "$build/package"
cp -rL "$here"/{pyproject.toml,setup.py,README.md,LICENSE,NOTICES,src} "$build/package/"
SROK_EXTENSION=$extension SROK_SOURCE_DIR=$project "$environment/bin/pip" wheel --quiet --no-deps \
  --no-build-isolation --wheel-dir "$build/dist" "$build/package"
"$environment/bin/pip" install --quiet --force-reinstall --no-deps "$build"/dist/srok-*-cp311-abi3-*.whl

# Without any of the libraries it may work with: a bare interpreter that sees this package alone.
rm -rf "$build/alone"
"$environment/bin/pip" install --quiet --no-deps --target "$build/alone" "$build"/dist/*.whl
"$python" -I -S -c "
import sys; sys.path.append(sys.argv[1])
import datetime, srok
at = datetime.datetime(2026, 4, 29, 12, 20, tzinfo=datetime.timezone.utc)
assert srok.due('high', at).isoformat() == '2026-05-05T12:20:00+00:00'
assert not {'numpy', 'pandas', 'polars', 'pyarrow'} & set(sys.modules)
" "$build/alone"

cd "$build/package"
cp -r "$here/tests" .
export SROK_VECTORS=$project/tests/vectors PYTHONPATH=$build/package/tests
"$environment/bin/python" -m pytest --quiet -p no:cacheprovider --import-mode=importlib tests README.md --pyargs srok
"$environment/bin/python" tests/vectors.py
"$environment/bin/python" -m mypy --cache-dir "$build/mypy" tests/typed.py
"$environment/bin/python" -m mypy.stubtest --mypy-config-file pyproject.toml srok
