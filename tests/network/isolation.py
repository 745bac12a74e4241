"""A network namespace of our own, where we may make one: nothing reaches the nodes from outside, nor the outside from them."""

import fcntl
import os
import socket
import struct
import subprocess
import sys

MARK = "NETWORK_ISOLATED"
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
UNSHARE = ["unshare", "--map-root-user", "--net"]


def may_unshare():
    try:
        return subprocess.run([*UNSHARE, "true"], stderr=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def bring_loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16xh22x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, request))[0]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", flags | IFF_UP))


def isolate():
    """Begins this program anew in a namespace; without the right to make one, it goes on where it is."""
    if os.environ.get(MARK):
        bring_loopback_up()
    elif may_unshare():
        os.environ[MARK] = "1"
        os.execvp(UNSHARE[0], [*UNSHARE, sys.executable, *sys.argv])
