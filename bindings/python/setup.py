"""Builds the packages, and the extension module with SWIG and a C++20 compiler.

Which C library, the environment variable NEUROSHARD_VERSION_LIBRARY says:

    bundled   CMake builds it, and it becomes a part of the extension module, with all that it needs: the default
    system    the one that pkg-config finds, there to be found by the loader wherever the packages are used

CMAKE_ARGS has further options for CMake; PKG_CONFIG_PATH says where else to look. The program SWIG is `swig`, or what the
environment variable SWIG names. CC, CXX, CFLAGS and LDFLAGS are honoured as by every build with setuptools.
"""
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

from setuptools import Extension, find_namespace_packages, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.sdist import sdist

LIBRARY = os.environ.get("NEUROSHARD_VERSION_LIBRARY", "bundled")
os.chdir(Path(__file__).parent)
COPY = Path("library")  # a source distribution has what it needs of the repository in it
REPOSITORY = COPY if COPY.exists() else Path("..", "..")
OF_REPOSITORY = ("CMakeLists.txt", "LICENSE", "bindings/swig", "cmake", "include", "pkgconfig", "src")


def run(command, advice, **options):
    """Runs a program; the advice is for those who do not have it, or not all that it needs."""
    try:
        return subprocess.run([str(word) for word in command], check=True, text=True, **options)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"neuroshard-version: {error}\n{advice}") from error


def build_bundled(folder):
    """Builds the static library; gives the folder of its pkg-config file, which names all that is to be linked."""
    options = [f"-DNSV_{option}" for option in ("STATIC_DEPENDENCIES=ON", "BUILD_CLI=OFF", "BUILD_MAN=OFF", "BUILD_TESTS=OFF")]
    advice = ("The C library could not be built: docs/python.md lists what that takes.\n"
              "Set NEUROSHARD_VERSION_LIBRARY=system to link to one that is installed.")
    run(["cmake", "-S", REPOSITORY, "-B", folder, *options, *shlex.split(os.environ.get("CMAKE_ARGS", ""))], advice)
    run(["cmake", "--build", folder, "--parallel", os.cpu_count() or 1, "--target", "neuroshard_version_static"], advice)
    return folder / "bundle"


def flags_of_library(folders):
    """What pkg-config says of the library that it finds in these folders, as the words of a command line."""
    environment = {**os.environ, "PKG_CONFIG_PATH": folders, "PKG_CONFIG_ALLOW_SYSTEM_CFLAGS": "1"}  # for SWIG
    advice = ("libneuroshard_version was not found: install it with its headers, name the folder of its pkg-config file in\n"
              "PKG_CONFIG_PATH, or leave NEUROSHARD_VERSION_LIBRARY unset to have it built.")
    return shlex.split(run(["pkg-config", "--cflags", "--libs", "neuroshard_version"], advice, env=environment,
                           stdout=subprocess.PIPE).stdout)


class BuildWithSwig(build_ext):
    """Writes the generated source among the other products of the build, and nothing beside the sources."""

    def finalize_options(self):
        super().finalize_options()
        self.force = True  # what was built before may have been built with another library

    def build_extension(self, extension):
        folders = os.environ.get("PKG_CONFIG_PATH", "")
        if LIBRARY == "bundled":
            folders = str(build_bundled(Path(self.build_temp, "library").absolute()).absolute())
        for word in flags_of_library(folders):
            if word.startswith("-I"):
                extension.include_dirs.append(word.removeprefix("-I"))
            else:
                extension.extra_link_args.append(word)
        super().build_extension(extension)
        if LIBRARY == "bundled":
            shutil.copy(Path(folders, "NOTICE"), Path(self.get_ext_fullpath(extension.name)).parent)

    def swig_sources(self, sources, extension):
        return [self.wrap(source, extension) for source in sources]

    def wrap(self, interface, extension):
        wrapper = Path(self.build_temp, Path(interface).stem + "_wrap.cpp")
        wrapper.parent.mkdir(parents=True, exist_ok=True)
        folders = [REPOSITORY / "bindings" / "swig", *extension.include_dirs]
        run([os.environ.get("SWIG", "swig"), "-python", "-c++", "-builtin", "-Wall", "-Werror",
             "-interface", extension.name.rpartition(".")[2], *(f"-I{folder}" for folder in folders),
             "-o", wrapper, "-outdir", wrapper.parent, interface], "SWIG 4.1 or newer is needed: SWIG names it.")
        return str(wrapper)


class SourceDistribution(sdist):
    def make_release_tree(self, base_dir, files):
        super().make_release_tree(base_dir, files)
        for name in OF_REPOSITORY:
            original, copy = REPOSITORY / name, Path(base_dir, COPY, name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if original.is_dir() else shutil.copy)(original, copy)


def release():
    header = (REPOSITORY / "include" / "neuroshard_version.h").read_text(encoding="utf-8")
    return ".".join(re.findall(r"#define NSV_LIBRARY_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header))


if LIBRARY not in ("bundled", "system"):
    raise SystemExit(f"NEUROSHARD_VERSION_LIBRARY is '{LIBRARY}': expected bundled or system")
native = Extension("neuroshard_version._native", sources=["native/native.i"], include_dirs=["native"], language="c++",
                   extra_compile_args=["-std=c++20", "-O2", "-fvisibility=hidden"],
                   extra_link_args=["-Wl,--version-script=native/native.map"])
setup(version=release(), license="Apache-2.0", package_dir={"": "src"}, packages=find_namespace_packages("src"),
      package_data={"": ["py.typed", "*.pyi"]}, include_package_data=False, ext_modules=[native],
      cmdclass={"build_ext": BuildWithSwig, "sdist": SourceDistribution})
