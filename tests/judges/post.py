"""Sending: `guidepost mail send` hands an issue to a real server (aiosmtpd) on this machine. Without `--yes` nothing leaves.
What arrives is what was to be sent, byte for byte, once for each reader. A run that is killed at any moment is gone on
with: nobody gets two, nobody goes without, and what may have gone out is told and left to whoever sends. A server that
is not there, refuses somebody, hangs up or is not trusted is told in words, and the log says it."""

import email
import email.policy
import logging
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope
from built import TODAY, Problems, open_site

#: The issue and edition that are sent.
ISSUE, EDITION = "vol-1", "sr-Cyrl"

READERS = [f"reader{n}@example.org" for n in range(1, 13)]


class Box:
    """What a server does with a letter: keeps it, or something worse."""

    def __init__(self):
        self.letters, self.told = [], []
        self.at_rcpt, self.before_250, self.after_250 = (lambda to: None,) * 3
        self.at_mail = None

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.at_mail:
            return self.at_mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.at_rcpt(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope: Envelope):
        to = envelope.rcpt_tos[0]
        self.told.append(to)
        answer = self.before_250(to)
        if answer:
            return answer
        self.letters.append((to, envelope.original_content, envelope.mail_from))
        self.after_250(to)
        return "250 taken"

    def to(self):
        return [to for to, _, _ in self.letters]


class Here(Controller):
    """A server on a free port of this machine."""

    def __init__(self, box, **options):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        super().__init__(box, hostname="127.0.0.1", port=port, **options)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()


class Sender:
    """The program, in a folder of its own."""

    def __init__(self, site, folder):
        self.binary = site.root / "target/release/guidepost"
        self.site, self.folder = site, Path(folder)
        self.process = None

    def list(self, addresses, name="list.csv"):
        """Writes a list."""
        file = self.folder / name
        file.write_text("email,name,language\n" + "".join(f"{a},,\n" for a in addresses), encoding="utf-8")
        return file

    def run(self, file, server, *more, **how):
        """Runs it to its end: exit code, standard output, standard error."""
        self.start(file, server, *more, **how)
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err

    def start(self, file, server, *more, env=None, host="127.0.0.1", security="none"):
        """Starts it."""
        port = server if isinstance(server, int) else server.port
        self.process = subprocess.Popen(
            [str(self.binary), "mail", "send", ISSUE, "--root", str(self.site.root), "--edition", EDITION, "--date", TODAY,
             "--to", str(file), "--server", host, "--port", str(port), "--security", security,
             "--per-minute", "60000", *more],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**{k: v for k, v in os.environ.items() if not k.startswith("GUIDEPOST_SMTP")}, **(env or {})},
        )

    def kill(self):
        """As the power does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def log_of(file):
    """The lines of the log, as (word, address)."""
    logs = list(file.parent.glob(f"{file.stem}.*.log"))
    lines = logs[0].read_text(encoding="utf-8").splitlines() if logs else []
    return [tuple(line.split("\t")[1:3]) for line in lines if "\t" in line]


def check_rehearsal(sender, problems):
    """Without `--yes` nothing leaves, and no whole address is shown."""
    box, file = Box(), sender.list([*READERS, READERS[0].upper(), "nobody"])
    with Here(box) as server:
        code, out, err = sender.run(file, server)
    if code or box.told or log_of(file):
        problems.add("rehearsal", f"a rehearsal sends something, or fails: {code} {err[-300:]}")
    if any(reader in out + err for reader in READERS):
        problems.add("rehearsal", "it shows whole addresses")
    if "goes to   12 of 12" not in out or ":15:" not in err or "nothing was sent" not in out:
        problems.add("rehearsal", f"it does not say what it would do: {out[-500:]}{err[-500:]}")


def check_bytes(sender, problems):
    """What arrives is what was to be sent."""
    box, file = Box(), sender.list(READERS, "bytes.csv")
    written = sender.folder / "written"
    with Here(box) as server:
        sender.run(file, server, "--write", str(written))
        code, out, err = sender.run(file, server, "--yes")
        again = sender.run(file, server, "--yes")
    if code or box.to() != READERS:
        problems.add("bytes", f"not everybody got one, in order: {code} {box.to()} {err[-400:]}")
    if again[0] or len(box.letters) != len(READERS) or "0 letters sent" not in again[1]:
        problems.add("bytes", f"the same run again is not quiet: {again}")
    for (to, content, mail_from), file in zip(box.letters, sorted(written.glob("*.eml"))):
        if content != file.read_bytes():
            problems.add("bytes", "what arrives is not what was to be sent")
        message = email.message_from_bytes(content, policy=email.policy.default)
        if message["to"].addresses[0].addr_spec != to or mail_from != message["from"].addresses[0].addr_spec:
            problems.add("bytes", "the letter is not addressed to its reader")
        off = str(message["list-unsubscribe"])
        if to.replace("@", "%40") not in off.replace("@", "%40") or "{" in off:
            problems.add("bytes", f"it does not say how its reader gets off the list: {off}")
    ids = {email.message_from_bytes(content)["message-id"] for _, content, _ in box.letters}
    if len(ids) != len(READERS):
        problems.add("bytes", "two letters have one id")
    if out and any(reader in out for reader in READERS):
        problems.add("bytes", "it shows whole addresses")


def check_killed(sender, problems):
    """Killed at every moment of the third letter, and gone on with."""
    for moment in ("at_rcpt", "before_250", "after_250"):
        box, file = Box(), sender.list(READERS, f"killed-{moment}.csv")
        victim = READERS[2]

        def kill(to, box=box, moment=moment):
            if to == victim:
                setattr(box, moment, lambda to: None)
                sender.kill()
                return "451 gone" if moment != "after_250" else None
            return None

        setattr(box, moment, kill)
        with Here(box) as server:
            sender.start(file, server, "--yes")
            sender.process.wait(timeout=120)
            if sender.process.returncode != -signal.SIGKILL:
                problems.add(moment, "it was not killed")
            code, out, err = sender.run(file, server, "--yes")
            if victim not in err or "in doubt" not in err or "1 in doubt" not in out:
                problems.add(moment, f"it does not say who is in doubt: {out[-300:]} {err[-400:]}")
            has_it = moment == "after_250"
            if sorted(box.to()) != sorted(r for r in READERS if r != victim or has_it):
                problems.add(moment, f"somebody got two, or none: {sorted(box.to())}")
            if has_it:
                continue
            code, out, err = sender.run(file, server, "--yes", "--doubtful", "send")
            if code or sorted(box.to()) != sorted(READERS):
                problems.add(moment, f"what was in doubt does not go out: {code} {err[-300:]}")


def check_often(sender, problems):
    """Killed again and again at moments that nobody chose."""
    box, file = Box(), sender.list(READERS, "often.csv")
    got = threading.Event()
    box.after_250 = lambda to: got.set()
    with Here(box) as server:
        for n in range(6):
            got.clear()
            sender.start(file, server, "--yes")
            got.wait(timeout=20)
            threading.Event().wait(0.001 * n)
            sender.kill()
        code, out, err = sender.run(file, server, "--yes")
        doubtful = [reader for reader in READERS if f": {reader}\n" in err]
        if len(set(box.to())) != len(box.to()) or set(box.to()) | set(doubtful) != set(READERS):
            problems.add("often", f"somebody got two, or was forgotten: {sorted(box.to())}, in doubt {doubtful}")
    ids = [email.message_from_bytes(content)["message-id"] for _, content, _ in box.letters]
    if len(set(ids)) != len(ids):
        problems.add("often", "two letters have one id")


def check_refusals(sender, problems):
    """A server that refuses somebody, is busy, or hangs up."""
    box, file = Box(), sender.list(READERS[:4], "refused.csv")
    answers = {READERS[0]: "550 no such person", READERS[1]: "451 come back", READERS[2]: None}
    box.at_rcpt = lambda to: answers.get(to)
    with Here(box) as server:
        code, out, err = sender.run(file, server, "--yes")
        if code != 1 or "no such person" not in err or "come back" not in err or box.to() != READERS[2:4]:
            problems.add("refused", f"refusals are not told: {code} {out[-300:]} {err[-500:]}")
        said = log_of(file)
        if ("refused", READERS[0]) not in said or ("later", READERS[1]) not in said:
            problems.add("refused", f"the log does not say it: {said}")
        answers.clear()
        sender.run(file, server, "--yes")
        if sorted(box.to()) != sorted(READERS[1:4]):
            problems.add("refused", f"who was to wait is not tried again, or who was refused is: {box.to()}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = free.getsockname()[1]
    code, out, err = sender.run(sender.list(READERS, "nobody.csv"), nobody, "--yes")
    if code != 3 or "cannot be reached" not in err or "help:" not in err:
        problems.add("nobody", f"a server that is not there is not told: {code} {err[-400:]}")
    code, out, err = sender.run(file, 25, "--yes", host="192.0.2.1")
    if code != 2 or "unencrypted" not in err:
        problems.add("nobody", f"it would send to another machine unencrypted: {code} {err[-300:]}")


def check_closed(sender, problems):
    """A server that takes no letters of ours: nobody is struck off the list for that."""
    for name, at_mail, at_rcpt in (("mail", "550 not you", None), ("relay", None, "554 relaying denied")):
        box, file = Box(), sender.list(READERS[:3], f"closed-{name}.csv")
        box.at_mail, box.at_rcpt = at_mail, lambda to, answer=at_rcpt: answer
        with Here(box) as server:
            code, out, err = sender.run(file, server, "--yes")
            if code != 3 or "takes no letters of ours" not in err or (at_mail or at_rcpt)[4:] not in err:
                problems.add("closed", f"it does not say that nothing is taken: {code} {out[-300:]} {err[-400:]}")
            if any(word == "refused" for word, _ in log_of(file)):
                problems.add("closed", f"readers are struck off for what is not their fault: {log_of(file)}")
            box.at_mail, box.at_rcpt = None, lambda to: None
            sender.run(file, server, "--yes")
            if box.to() != READERS[:3]:
                problems.add("closed", f"not everybody gets it afterwards: {box.to()}")


def check_two_at_once(sender, problems):
    """Two runs with one log: the second is told."""
    box, file = Box(), sender.list(READERS[:2], "two.csv")
    begun, go_on = threading.Event(), threading.Event()

    def wait(to):
        begun.set()
        go_on.wait(30)

    box.at_rcpt = wait
    with Here(box) as server:
        sender.start(file, server, "--yes")
        first = sender.process
        begun.wait(30)
        second = sender.run(file, server, "--yes")
        go_on.set()
        first.communicate(timeout=60)
    if second[0] != 3 or "another run is sending" not in second[2] or sorted(box.to()) != READERS[:2]:
        problems.add("two at once", f"two runs do not see each other: {second} {box.to()}")


def certificate(folder, name):
    """A certificate for a name, signed by itself."""
    config = folder / "openssl.cnf"
    config.write_text(
        f"[req]\nprompt = no\ndistinguished_name = dn\nx509_extensions = ext\n[dn]\nCN = {name}\n"
        f"[ext]\nsubjectAltName = DNS:{name}\nbasicConstraints = critical, CA:FALSE\n",
        encoding="utf-8",
    )
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-config", str(config),
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        capture_output=True, check=False,
    )
    return made.returncode == 0


def check_secrecy(sender, problems):
    """Encrypted, with a password: only to a server that is trusted and takes it."""
    if not certificate(sender.folder, "localhost"):
        problems.add("secrecy", "openssl made no certificate")
        return
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sender.folder / "cert.pem", sender.folder / "key.pem")

    def let_in(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"us", b"secret"), handled=False)

    options = dict(tls_context=context, require_starttls=True, auth_required=True, authenticator=let_in)
    box, file = Box(), sender.list(READERS[:2], "secret.csv")
    tls = {"host": "localhost", "security": "starttls"}
    trusted = {"SSL_CERT_FILE": str(sender.folder / "cert.pem")}
    password = {"GUIDEPOST_SMTP_USER": "us", "GUIDEPOST_SMTP_PASSWORD": "secret"}
    with Here(box, **options) as server:
        code, out, err = sender.run(file, server, "--yes", **tls, env={**password, "SSL_CERT_FILE": os.devnull})
        if code != 3 or "certificate" not in err or box.to():
            problems.add("secrecy", f"a server that nobody trusts gets letters: {code} {err[-300:]}")
        code, out, err = sender.run(file, server, "--yes", **tls, env={**trusted, **password, "GUIDEPOST_SMTP_PASSWORD": "wrong"})
        if code != 3 or "does not let us in" not in err or "wrong" in out + err or box.to():
            problems.add("secrecy", f"a wrong password is not told: {code} {err[-300:]}")
        secret = sender.folder / "secret.txt"
        secret.write_text("us\nsecret\n", encoding="utf-8")
        secret.chmod(0o644)
        open_to_all = sender.run(file, server, "--yes", "--credentials", str(secret), env=trusted, **tls)
        if open_to_all[0] != 2 or "chmod 600" not in open_to_all[2]:
            problems.add("secrecy", f"a password that others can read is used: {open_to_all}")
        secret.chmod(0o600)
        code, out, err = sender.run(file, server, "--yes", "--credentials", str(secret), env=trusted, **tls)
        if code or box.to() != READERS[:2]:
            problems.add("secrecy", f"an encrypted run fails: {code} {err[-400:]}")
    box = Box()
    with Here(box) as server:
        code, out, err = sender.run(sender.list(READERS[:1], "plain.csv"), server, "--yes", **tls, env={**trusted, **password})
        if code != 3 or "does not offer an encrypted connection" not in err or box.to():
            problems.add("secrecy", f"it goes on unencrypted: {code} {err[-300:]}")


def main():
    site = open_site(__doc__)
    problems = Problems()
    # Connections break here on purpose.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
    with tempfile.TemporaryDirectory() as folder:
        sender = Sender(site, folder)
        if not sender.binary.exists():
            sys.exit(f"{sender.binary} is not there: build it first")
        for check in (check_rehearsal, check_bytes, check_killed, check_often, check_refusals, check_closed, check_two_at_once, check_secrecy):
            check(sender, problems)
    problems.finish("sending")


if __name__ == "__main__":
    main()
