"""The filter: reads lines from files or standard input, writes documents to standard output."""

from __future__ import annotations

import os
import time
from functools import partial

from ecsparse.cli.delivery import Delivery, Here
from ecsparse.cli.inputs import STDIN, Written, called, opened, origin_of, reason
from ecsparse.cli.notes import LONGEST_USAGE, Notes, say, write
from ecsparse.cli.output import STREAM, WriteError, identity_of
from ecsparse.cli.signals import Interruption
from ecsparse.content import contents
from ecsparse.decoding import MAX_LINE
from ecsparse.encoding import NAMESPACE, NDJSON, encoder
from ecsparse.errors import BadEnrichment, BadNamespace, BadReference, UnknownProduct, WorkerDied
from ecsparse.outcomes import INTERNAL, MALFORMED, REJECTED, UNMATCHED
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import DOCUMENTED
from ecsparse.registry import BUILT_IN
from ecsparse.stream import Lines, Records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.cli.jobs import Jobs
    from ecsparse.encoding import Encode
    from ecsparse.enrichment import Enrichment
    from ecsparse.origin import Origin
    from ecsparse.outcomes import Counts
    from ecsparse.privacy.documents import Privacy
    from ecsparse.profiles import Profile
    from ecsparse.registry import Registry

USAGE = """\
Usage: ecsparse [OPTIONS] [FILE]... | COMMAND [ARGS]...
Turn raw security log lines into Elastic Common Schema documents, one JSON document per line.
With no FILE, or when FILE is -, read standard input, which must not be a terminal.

Try 'ecsparse --help' for the options, commands and examples.
"""

_STDOUT = 1
# The names in a summary take as many characters, or more if one of them is longer.
_NAME_WIDTH = 16


class Limit:
    """The most unmatched lines that are allowed: `number` of them, or (`percent`) a share of the lines."""

    def __init__(self, number: float, *, percent: bool) -> None:
        self.number = number
        self.percent = percent

    def __str__(self) -> str:
        return f"{self.number:g}{'%' if self.percent else ''}"

    def is_exceeded(self, unmatched: int, lines: int) -> bool:
        """Whether `unmatched` of `lines` are too many."""
        return unmatched * 100 > self.number * lines if self.percent else unmatched > self.number


class Settings:
    """The values of the options, with the command's defaults; `origin` is what `origin_of` takes."""

    def __init__(  # noqa: PLR0913 - one for each option
        self,
        *,
        files: tuple[str, ...] = (),
        output: str | None = None,
        rejects: str | None = None,
        profile: Profile = DOCUMENTED,
        form: str = NDJSON,
        is_pretty: bool = False,
        is_colored: bool = False,
        namespace: str = NAMESPACE,
        products: tuple[str, ...] = (),
        prefer: tuple[str, ...] = (),
        registry: Registry = BUILT_IN,
        timezone: str = "UTC",
        reference_date: str | None = None,
        unmatched: str = "keep",
        max_line: int = MAX_LINE,
        origin: bool | None = False,
        jobs: int = 1,
        join_indented: bool = False,
        enrichment: Enrichment | None = None,
        privacy: Privacy | None = None,
        sessions: bool = False,
        strict: bool = False,
        max_unmatched: Limit | None = None,
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        self.files = files
        self.output = output
        self.rejects = rejects
        self.profile = profile
        self.form = form
        self.is_pretty = is_pretty
        self.is_colored = is_colored
        self.namespace = namespace
        self.products = products
        self.prefer = prefer
        self.registry = registry
        self.timezone = timezone
        self.reference_date = reference_date
        self.unmatched = unmatched
        self.max_line = max_line
        self.origin = origin
        self.jobs = jobs
        self.join_indented = join_indented
        self.enrichment = enrichment
        self.privacy = privacy
        self.sessions = sessions
        self.strict = strict
        self.max_unmatched = max_unmatched
        self.quiet = quiet
        self.verbose = verbose


class Run:
    """One run of the filter over its inputs."""

    def __init__(self, settings: Settings, notes: Notes) -> None:
        self._notes = notes
        self._max_line = settings.max_line
        self._lines = Records if settings.join_indented else Lines
        self._says_origin = settings.origin
        make = recipe(settings)
        # errors of usage show, and what workers need is imported, before any output is touched
        pipeline = make()
        self._delivery = Delivery(settings.output, settings.rejects, notes)
        self._converter = (
            Here(pipeline, self._delivery) if settings.jobs == 1 else _jobs(settings, make, self._delivery)
        )
        self.counts = self._converter.counts
        self.interruption = Interruption()

    def read_all(self, names: tuple[str, ...]) -> int:
        """Convert the inputs `names` (`-` is standard input); return the exit status so far."""
        status = 0
        for name in names:
            if not self._read(name):
                status = 1
            if self.interruption.caught:
                break
        self._converter.finish()
        self.interruption.die_if_caught()
        return status

    def _read(self, name: str) -> bool:
        """Convert an input; return whether it could be read to its end."""
        try:
            with opened(name) as descriptor:
                identity = identity_of(descriptor)
                if identity is not None and identity == self._delivery.identity:
                    self._note(called(name), "input file is output file")
                    return False
                self._convert(descriptor, origin_of(name, self._says_origin))
        except OSError as error:
            self._note(called(name), reason(error, "ecsparse convert and ecsparse sniff read folders"))
            return False
        return True

    def _convert(self, descriptor: int, origin: Origin | None) -> None:
        converter, lines, written = self._converter, self._lines(self._max_line, origin), Written(descriptor)
        stop = self.interruption.descriptor
        for block in contents(descriptor, stop, converter.aside, written.state, lines.skip):
            converter.observe(written.latest())
            for complete in lines.feed(block):
                converter.put(complete, lines.origin, lines.heading)
        for last in () if self.interruption.caught else lines.finish():
            converter.put(last, lines.origin, lines.heading)

    def _note(self, *parts: str) -> None:
        self._converter.then(lambda: self._notes.add(*parts))


def run(settings: Settings) -> int:
    """Run the filter; return the exit status."""
    notes = Notes(quiet=settings.quiet, verbose=settings.verbose, hides=settings.privacy is not None)
    started = time.monotonic()
    if not settings.files and os.isatty(STDIN):
        write(USAGE)
        return 2
    clash = _clash(settings)
    if clash is not None:
        say(clash, "is both read and written, or written twice; name different files")
        return 2
    try:
        current = Run(settings, notes)
        status = current.read_all(settings.files or ("-",))
    except (WriteError, WorkerDied) as error:
        say(*(error.parts if isinstance(error, WriteError) else (str(error),)))
        return 1
    except (BadEnrichment, BadNamespace, BadReference, UnknownProduct) as error:
        say(str(error), limit=LONGEST_USAGE)
        return 2
    counts = current.counts
    if _is_failure(settings, counts, notes):
        status = 1
    notes.finish()
    if settings.verbose and not settings.quiet:
        write(_summary(settings, counts, time.monotonic() - started))
    return status


def recipe(settings: Settings) -> Callable[[], Pipeline]:
    """A function that makes the pipeline, here or in another process."""
    return partial(
        Pipeline,
        profile=settings.profile,
        encode=_encoder(settings),
        privacy=settings.privacy,
        sessions=settings.sessions,
        timezone=settings.timezone,
        reference_date=settings.reference_date,
        products=settings.products or None,
        prefer=settings.prefer,
        registry=settings.registry,
        max_line=settings.max_line,
        join_indented=settings.join_indented,
        enrichment=settings.enrichment,
        drop_unmatched=settings.unmatched == "drop",
    )


def _jobs(settings: Settings, make: Callable[[], Pipeline], delivery: Delivery) -> Jobs:
    from ecsparse.cli.jobs import Jobs  # noqa: PLC0415 - what several processes need costs 20 ms

    return Jobs(settings.jobs, make, delivery)


def _encoder(settings: Settings) -> Encode:
    encode = encoder(settings.form, settings.namespace)
    if not settings.is_pretty:
        return encode
    from ecsparse.cli.pretty import pretty  # noqa: PLC0415 - only for reading

    return pretty(encode, colored=settings.is_colored)


def _is_failure(settings: Settings, counts: Counts, notes: Notes) -> bool:
    """Whether the outcomes of lines are a failure; writes the reason."""
    outcomes, lines = counts.outcomes, sum(counts.outcomes.values())
    failed = bool(counts.failures)
    if settings.max_unmatched is not None and settings.max_unmatched.is_exceeded(outcomes[UNMATCHED], lines):
        notes.add(
            f"{outcomes[UNMATCHED]} of {lines} lines are unmatched",
            f"more than --max-unmatched {settings.max_unmatched}",
        )
        failed = True
    if settings.strict:
        strict = {
            "unmatched": outcomes[UNMATCHED],
            "malformed": outcomes[MALFORMED],
            "truncated": counts.truncated,
            "not UTF-8": counts.invalid_utf8,
        }
        found = [f"{number} {name}" for name, number in strict.items() if number]
        if found:
            notes.add(f"--strict: lines found: {', '.join(found)}")
            failed = True
    return failed


def _summary(settings: Settings, counts: Counts, seconds: float) -> str:
    lines = sum(counts.outcomes.values())
    documents = lines - (counts.outcomes[UNMATCHED] if settings.unmatched == "drop" else 0)
    rows: list[tuple[str, str]] = [
        ("lines", f"{lines + counts.blank + counts.titles}"),
        ("documents", f"{documents}"),
    ]
    rows += [(name, f"{number}") for name, number in sorted(counts.outcomes.items()) if name not in REJECTED]
    rows += [(name, f"{counts.outcomes[name]}") for name in (UNMATCHED, MALFORMED)]
    rows += [("titles", f"{counts.titles}")] if settings.join_indented or counts.titles else []
    rows += [(f"in {name}", f"{number}") for name, number in sorted(counts.carriers.items())]
    rows += [(INTERNAL, f"{counts.outcomes[INTERNAL]}")] if counts.failures else []
    rows += [("seconds", f"{seconds:.3f}")]
    width = max(_NAME_WIDTH, *(len(name) for name, _ in rows))
    return "".join(f"ecsparse: {name:<{width}} {number:>12}\n" for name, number in rows)


def _clash(settings: Settings) -> str | None:
    """The name of a file that would be both read and written, or written twice; `None` if there is none."""
    files = settings.files or ("-",)
    taken = {identity_of(STDIN if name == STREAM else name) for name in files} - {None}
    if settings.enrichment is not None:
        taken |= {identity_of(name) for name in settings.enrichment.mmdb} - {None}
    if settings.output is None:
        taken.add(identity_of(_STDOUT))
    for name in (settings.output, settings.rejects):
        if name is None:
            continue
        identity = identity_of(name)
        if identity is None and os.path.exists(name):
            continue  # a device or a pipe may be written twice
        if (identity or os.path.realpath(name)) in taken:
            return name
        taken.add(identity or os.path.realpath(name))
    return None
