"""What a process does to itself before it runs a learner's code. It runs inside the sandbox.

bubblewrap has already taken away files, network, environment and rights. Here one exercise is
parted from the next: a namespace of processes, a temporary folder and limits of its own, and a
filter for calls to the kernel that no exercise needs.
"""

import ctypes
import os
import platform
import resource
import struct

libc = ctypes.CDLL(None, use_errno=True)

NEWNS, NEWIPC, NEWPID = 0x00020000, 0x08000000, 0x20000000
MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 2, 4, 0x4000, 1 << 18
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_PDEATHSIG = 38, 22, 24, 1
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
LAST_CAPABILITY = 63


def call(name, *arguments):
    """Call a function of the C library; raise OSError where it fails."""
    if getattr(libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def part(space):
    """Give the children of this process namespaces of their own, and this one a fresh /tmp.

    Parameters
    ----------
    space : int
        Bytes that fit into /tmp.
    """
    call("unshare", NEWNS | NEWIPC | NEWPID)
    call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    options = f"size={space},nr_inodes=4096,mode=1777".encode()
    call("mount", b"tmpfs", b"/tmp", b"tmpfs", MS_NOSUID | MS_NODEV, options)


def drop():
    """Give up every right that is left, for this process and its children."""
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    for capability in range(LAST_CAPABILITY + 1):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails for those that are gone already
    head = struct.pack("<Ii", 0x20080522, 0)
    call("capset", head, struct.pack("<6I", *[0] * 6))


def limit(limits):
    """Set the limits of a process; they hold for each of its children too."""
    for name, most in limits.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


# name: number on x86-64, number on 64-bit ARM. No exercise needs them; they would reach other
# processes, hide memory from those who count it, or make new namespaces.
REFUSED = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "socket": (41, 198),
}
CLONE, CLONE3 = (56, 220), (435, 435)
NAMESPACES = 0x7E020080  # the flags of clone that make a namespace
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
ALLOW, REFUSE, ABSENT = 0x7FFF0000, 0x00050001, 0x00050026  # go on; EPERM; ENOSYS


def filter_calls():
    """Refuse calls to the kernel that no exercise needs; tell whether that could be done."""
    if platform.machine() not in ARCHITECTURES:
        return False
    program = calls_filter(*ARCHITECTURES[platform.machine()])
    code = ctypes.create_string_buffer(b"".join(program))
    # struct sock_fprog: a short, and a pointer at its natural place.
    description = struct.pack("@HP", len(program), ctypes.addressof(code))
    call("prctl", PR_SET_SECCOMP, 2, ctypes.create_string_buffer(description), 0, 0)
    return True


def calls_filter(column, architecture):
    """Return the filter's instructions, each (code, jump if true, jump if false, number)."""
    load, equal, at_least, any_bit, answer = 0x20, 0x15, 0x35, 0x45, 0x06

    def step(code, number, true=0, false=0):
        return struct.pack("<HBBI", code, true, false, number)

    program = [
        step(load, 4),  # the architecture that the call is made for
        step(equal, architecture, true=1),
        step(answer, REFUSE),
        step(load, 0),  # the call's number
        step(at_least, 0x40000000, false=1),  # x86-64 has a second set of numbers
        step(answer, REFUSE),
    ]
    for numbers in REFUSED.values():
        program += [step(equal, numbers[column], false=1), step(answer, REFUSE)]
    program += [
        # Its flags lie where a filter cannot look; the C library takes `clone` where it is absent.
        step(equal, CLONE3[column], false=1),
        step(answer, ABSENT),
        step(equal, CLONE[column], false=3),
        step(load, 16),  # the lower half of its first argument, the flags
        step(any_bit, NAMESPACES, false=1),
        step(answer, REFUSE),
        step(answer, ALLOW),
    ]
    return program
