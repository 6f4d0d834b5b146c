"""Builds the extension srok._srok with CMake and makes one wheel for every Python from 3.11 on.

SROK_EXTENSION names an extension that is built already, SROK_SOURCE_DIR the project when this folder was copied.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
PROJECT = Path(os.environ.get("SROK_SOURCE_DIR", HERE.parent.parent))


def version() -> str:
    header = PROJECT / "include/srok/version.hpp"
    if not header.exists():
        sys.exit(f"srok: {PROJECT} is not the project; build the wheel in bindings/python of a clone")
    parts = dict(re.findall(r"#define SROK_VERSION_(MAJOR|MINOR|PATCH) (\d+)", header.read_text("utf-8")))
    return "{MAJOR}.{MINOR}.{PATCH}".format(**parts)


class BuildByCMake(build_ext):
    def build_extension(self, ext: Extension) -> None:
        target = Path(self.get_ext_fullpath(ext.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        built = os.environ.get("SROK_EXTENSION")
        shutil.copy(built or self.build_with_cmake(), target)
        if not self.debug and shutil.which("strip"):
            subprocess.run(["strip", "--strip-unneeded", target], check=True)

    def build_with_cmake(self) -> Path:
        folder = Path(self.build_temp).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        # -O2: with GCC 12's -O3 deadlines in microseconds cost 1.7 times as much.
        configure = ["cmake", "-S", HERE, "-B", folder, "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
                     f"-DPython3_EXECUTABLE={sys.executable}"]
        if shutil.which("ninja") and not (folder / "CMakeCache.txt").exists():
            configure += ["-G", "Ninja"]
        subprocess.run(configure, check=True)
        jobs = str(len(os.sched_getaffinity(0)))
        subprocess.run(["cmake", "--build", folder, "--target", "srok_python", "--parallel", jobs], check=True)
        return folder / "_srok.abi3.so"


setup(
    version=version(),
    ext_modules=[Extension("srok._srok", sources=[], py_limited_api=True)],
    cmdclass={"build_ext": BuildByCMake},
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
