"""srok for Conan 2: the C++ library, the C API and the command."""

import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import cross_building
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class Srok(ConanFile):
    name = "srok"
    license = "MIT"
    description = "Working time, deadlines and support regulations"
    settings = "os", "arch", "compiler", "build_type"
    options = {"zones": ["database", "files", "builtin"]}
    default_options = {"zones": "database"}
    exports_sources = "CMakeLists.txt", "include/*", "src/*", "data/*", "LICENSE", "NOTICES"

    def set_version(self):
        header = load(self, f"{self.recipe_folder}/include/srok/version.hpp")
        self.version = ".".join(re.findall(r"SROK_VERSION_\w+ (\d+)", header))

    def requirements(self):
        self.requires("fmt/[>=9 <11]", visible=False, options={"header_only": True})
        self.requires("tomlplusplus/[>=3.3 <4]", visible=False)
        self.requires("rapidjson/cci.20230929", visible=False)
        self.requires("cli11/[>=2.1 <3]", visible=False)
        self.requires("highway/[>=1.0.3 <2]", visible=False)
        self.requires("pugixml/[>=1.13 <2]")  # srok-config.cmake looks for it
        if self.options.zones == "database":
            self.requires("date/[>=3.0.1 <4]", options={"header_only": False, "use_system_tz_db": True})

    def validate_build(self):
        if cross_building(self):
            raise ConanInvalidConfiguration("the build of srok runs programs that it has made: build it where it runs")

    def layout(self):
        cmake_layout(self)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["SROK_ZONES"] = str(self.options.zones)
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        for notice in ("LICENSE", "NOTICES"):
            copy(self, notice, self.source_folder, f"{self.package_folder}/licenses")

    def package_info(self):
        # The package brings its own srok-config.cmake.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs.append("lib/cmake/srok")
        self.cpp_info.libs = ["srok++", "srok"]
