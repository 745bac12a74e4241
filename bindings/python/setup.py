"""Builds the packages, and the extension module with SWIG and a C++20 compiler.

pkg-config finds the library: PKG_CONFIG_PATH says where else to look. The program SWIG is `swig`, or what the environment
variable SWIG names. CC, CXX, CFLAGS and LDFLAGS are honoured as by every build with setuptools.
"""
import os
import subprocess
from pathlib import Path

from setuptools import Extension, find_namespace_packages, setup
from setuptools.command.build_ext import build_ext

NATIVE = Path("native")
SHARED = Path("..", "swig")


def pkg_config(option):
    """What pkg-config says of the library, without the options' two letters."""
    command = ["pkg-config", option, "neuroshard_version"]
    environment = {**os.environ, "PKG_CONFIG_ALLOW_SYSTEM_CFLAGS": "1"}  # SWIG searches no directory by itself
    try:
        answer = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"libneuroshard_version was not found: {error}") from error
    return [word.removeprefix("-I").removeprefix("-L") for word in answer.split()]


class BuildWithSwig(build_ext):
    """Writes the generated source among the other products of the build, and nothing beside the sources."""

    def swig_sources(self, sources, extension):
        return [self.wrap(source, extension) for source in sources]

    def wrap(self, interface, extension):
        wrapper = Path(self.build_temp, Path(interface).stem + "_wrap.cpp")
        wrapper.parent.mkdir(parents=True, exist_ok=True)
        folders = [SHARED, *extension.include_dirs]
        subprocess.run([os.environ.get("SWIG", "swig"), "-python", "-c++", "-builtin", "-Wall", "-Werror",
                        "-interface", extension.name.rpartition(".")[2], *(f"-I{folder}" for folder in folders),
                        "-o", str(wrapper), "-outdir", str(wrapper.parent), interface], check=True)
        return str(wrapper)


def main():
    os.chdir(Path(__file__).parent)
    headers = pkg_config("--cflags-only-I")
    native = Extension(
        "neuroshard_version._native",
        sources=[str(NATIVE / "native.i")],
        depends=[str(path) for folder in (NATIVE, SHARED, *map(Path, headers)) for path in folder.glob("*")
                 if folder in (NATIVE, SHARED) or path.stem == "neuroshard_version"],
        include_dirs=[str(NATIVE), *headers],
        library_dirs=pkg_config("--libs-only-L"),
        libraries=["neuroshard_version"],
        extra_compile_args=["-std=c++20", "-O2", "-fvisibility=hidden"],
        language="c++")
    setup(version=pkg_config("--modversion")[0], license="Apache-2.0", package_dir={"": "src"},
          packages=find_namespace_packages("src"), package_data={"": ["py.typed", "*.pyi"]}, include_package_data=False,
          ext_modules=[native], cmdclass={"build_ext": BuildWithSwig})


main()
