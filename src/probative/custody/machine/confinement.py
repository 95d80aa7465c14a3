"""How well a hostile file could be confined on this machine, and with whose rights it would run.

Source: shared/reference/custody.md section 9 and finding F4.
"""

from probative.custody.machine.exposures import Exposure, State, Weight, exposed, protected, unknown
from probative.custody.machine.machine import Machine, text_of

_MEANT = "A file made to take over a program that reads it would be held less tightly."


def root(machine: Machine) -> Exposure:
    """Say whether Probative runs with all rights."""
    if machine.user_id != 0:
        return protected("sandbox.root", "Probative runs with the rights of an ordinary account.")
    return exposed(
        "sandbox.root",
        Weight.SERIOUS,
        "Probative runs as root.",
        means="A file that takes over a reader owns the machine; limits on processes do not hold for root.",
        do="Make an account for the work, and run Probative as that.",
    )


def confinement(machine: Machine) -> Exposure:
    """Say which of the means to confine a reader this machine has: bubblewrap, user namespaces, Landlock, seccomp."""
    code = "sandbox.means"
    lacking, dark = [], []
    if not machine.has_program("bwrap"):
        lacking.append("bubblewrap is not installed")
    spaces = _has_user_namespaces(machine)
    if spaces is False:
        lacking.append("this kernel gives ordinary accounts no user namespaces")
    elif spaces is None:
        dark.append("user namespaces")
    modules = text_of(machine.sys / "kernel" / "security" / "lsm")
    if modules is None:
        dark.append("Landlock")
    elif "landlock" not in modules.split(","):
        lacking.append("Landlock is not switched on in this kernel")
    status = text_of(machine.proc / "self" / "status")
    if status is None:
        dark.append("seccomp")
    elif "\nSeccomp:" not in status:
        lacking.append("this kernel has no seccomp")
    do = "Install bubblewrap (Debian: `apt-get install bubblewrap`); start the kernel with landlock in `lsm=`."
    if lacking:
        found = f"This machine cannot confine a reader fully: {'; '.join(lacking)}."
        return exposed(code, Weight.SERIOUS, found, means=_MEANT, do=do)
    if dark:
        found = f"This machine does not say whether it has {', '.join(dark)}."
        return unknown(code, Weight.SERIOUS, found, means=_MEANT, do=do)
    return protected(code, "This machine has bubblewrap, user namespaces, Landlock and seccomp.")


def readers() -> Exposure:
    """Say how this version runs what reads material, whatever the machine offers."""
    return Exposure(
        code="sandbox.readers",
        state=State.LIMIT,
        weight=Weight.SERIOUS,
        found="This version reads material in processes of its own, but with your rights, not in a sandbox.",
        means="A file made to take over a reader could read what you can read, the key file and other cases among it.",
        do="Take in material that may be hostile under an account or a virtual machine of its own.",
    )


def _has_user_namespaces(machine: Machine) -> bool | None:
    kernel = machine.proc / "sys" / "kernel"
    most = text_of(machine.proc / "sys" / "user" / "max_user_namespaces")
    if most == "0" or text_of(kernel / "unprivileged_userns_clone") == "0":
        return False
    if text_of(kernel / "apparmor_restrict_unprivileged_userns") == "1":
        # A profile may let bubblewrap through all the same, and profiles cannot be read by all.
        return None
    return None if most is None else True
