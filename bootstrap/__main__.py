"""`python3 -m bootstrap {run,test,pins}`: what `make` calls before anything else."""

import sys

from bootstrap.environments import set_up_app, set_up_rasa
from bootstrap.frontend import build_frontend
from bootstrap.pins import write_pins
from bootstrap.problem import SetupProblem


def main(goal: str) -> None:
    """Set up what `goal` needs; a second call finds everything in place and takes no time."""
    if goal == "pins":
        write_pins()
        return
    set_up_app(with_tests=goal == "test")
    set_up_rasa()
    build_frontend()


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except SetupProblem as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit(130)
