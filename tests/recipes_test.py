"""Every recipe that installs srok's dependencies names those that CMakeLists.txt looks for, and no others: vcpkg.json,
packaging/vcpkg, conanfile.py, .ci/setup.sh. NOTICES names those that end up in the binaries, and goes where LICENSE goes.
And the version is the same wherever it is written.

    recipes_test.py <project>
"""

import ast
import json
import re
import sys
from pathlib import Path

root = Path(sys.argv[1])

# What CMake looks for: how vcpkg, Conan and Debian call it.
names = {
    "fmt": ("fmt", "fmt", "libfmt-dev"),
    "SROK_TOMLPLUSPLUS_INCLUDE_DIR": ("tomlplusplus", "tomlplusplus", "libtomlplusplus-dev"),
    "SROK_RAPIDJSON_INCLUDE_DIR": ("rapidjson", "rapidjson", "rapidjson-dev"),
    "SROK_HIGHWAY_INCLUDE_DIR": ("highway", "highway", "libhwy-dev"),
    "CLI11": ("cli11", "cli11", "libcli11-dev"),
    "pugixml": ("pugixml", "pugixml", "libpugixml-dev"),
    "date": ("date", "date", "libhowardhinnant-date-dev"),
}
cmake = (root / "CMakeLists.txt").read_text()
sought = [name for name in re.findall(r"^ *find_(?:package|path)\((\w+)", cmake, re.M)
          if name != "Threads"]  # it comes with the compiler
faults = [f"CMakeLists.txt looks for {name}, which recipes_test.py does not know" for name in sought if name not in names]


def same(recipe, found, expected):
    found, expected = set(found), set(expected)
    for name in expected - found:
        faults.append(f"{recipe} lacks {name}")
    for name in found - expected:
        faults.append(f"{recipe} names {name}, which CMakeLists.txt does not look for")


known = [names[name] for name in sought if name in names]
same("vcpkg.json", json.loads((root / "vcpkg.json").read_text())["dependencies"], [name[0] for name in known])
port = json.loads((root / "packaging/vcpkg/srok/vcpkg.json").read_text())
same("packaging/vcpkg/srok/vcpkg.json", [name for name in port["dependencies"] if isinstance(name, str)],
     [name[0] for name in known])
version = ".".join(re.findall(r"SROK_VERSION_\w+ (\d+)", (root / "include/srok/version.hpp").read_text()))
if port["version"] != version:
    faults.append(f"packaging/vcpkg/srok/vcpkg.json is of {port['version']}, include/srok/version.hpp of {version}")
tree = ast.parse((root / "conanfile.py").read_text())
required = {call.args[0].value.split("/")[0]: {word.arg: word.value for word in call.keywords} for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "requires"}
same("conanfile.py", required, [name[1] for name in known])
if "'use_system_tz_db': True" not in ast.unparse(required["date"].get("options", ast.Constant(None))):
    faults.append("conanfile.py: date, as Conan builds it unasked, downloads the zones instead of reading the machine's")
if "'header_only': True" not in ast.unparse(required["fmt"].get("options", ast.Constant(None))):
    faults.append("conanfile.py: fmt, as Conan builds it unasked, lacks the target fmt::fmt-header-only, which is linked")
setup = re.search(r"library_packages=\((.*?)\)", (root / ".ci/setup.sh").read_text(), re.S)[1].split()
same(".ci/setup.sh", set(setup) - {"g++", "cmake", "make", "tzdata"}, [name[2] for name in known])

# What srok-config.cmake finds again must be there for who uses the package.
for name in re.findall(r"^ *(?:set|list)\((?:APPEND )?dependencies (\w+)\)", cmake, re.M):
    if "visible" in required.get(names[name][1], {}):
        faults.append(f"conanfile.py hides {name}, which srok-config.cmake looks for")

# ---- whose code the binaries contain, and that they are told ----

linked = {"pugixml", "date"}  # by their shared libraries
held = {"fmt": "fmt", "tomlplusplus": "toml++", "rapidjson": "RapidJSON", "highway": "Highway", "cli11": "CLI11"}
notices = re.findall(r"^---- ([^:\n]+): .*Copyright", (root / "NOTICES").read_text(), re.M)
same("NOTICES", set(notices) - {"musl"}, [held.get(name[0], name[0]) for name in known if name[0] not in linked])
for carrier in ["CMakeLists.txt", "conanfile.py", "packaging/vcpkg/srok/portfile.cmake", "bindings/python/pyproject.toml",
                "bindings/python/tests/run.sh", "bindings/javascript/CMakeLists.txt", "bindings/postgresql/Makefile"]:
    text = (root / carrier).read_text()
    if text.count("LICENSE") == 0 or text.count("LICENSE") != text.count("NOTICES"):
        faults.append(f"{carrier} takes LICENSE and NOTICES not alike")

# ---- the version, wherever it must be written once more ----

minor = version.rpartition(".")[0]
for copy, shape, wanted in [("CHANGELOG.md", r"^## ([\d.]+)", version),
                            ("include/srok.h", r'/\* "([\d.]+)" \*/', version),
                            ("bindings/javascript/package.json", r'"version": "([\d.]+)"', version),
                            ("bindings/javascript/lib/srok.d.ts", r'/\*\* "([\d.]+)" \*/', version),
                            ("bindings/postgresql/META.json", r'^  "version": "([\d.]+)"', version),
                            ("tests/package/CMakeLists.txt", r"find_package\(srok ([\d.]+) REQUIRED", minor),
                            ("docs/stability.md", r"find_package\(srok ([\d.]+)\)", minor)]:
    found = re.search(shape, (root / copy).read_text(), re.M)
    if found is None or found[1] != wanted:
        faults.append(f"{copy} says version {found and found[1]}, version.hpp says {version}")

if faults or len(sought) < len(names):
    sys.exit("\n".join(faults) or f"CMakeLists.txt looks for {sought}: fewer than the {len(names)} known")
print(f"{len(sought)} dependencies, the same in every recipe")
