"""What a recipe of `stet train` says about a language model: the start, the texts, the result. Its schedule is for `stet train` alone."""
import pathlib
import sys
import tomllib

PRECISIONS = ("float32", "float16", "bfloat16")


class Data:
    def __init__(self, base, values, recipe):
        unknown = set(values) - {"path", "limit", "repeat"}
        if unknown or "path" not in values:
            sys.exit(f"{recipe}: data of a language model has path, limit and repeat, not {sorted(unknown) or 'nothing'}")
        self.path = base / values["path"]
        self.limit, self.repeat = values.get("limit"), values.get("repeat", 1)

    def open(self):
        try:
            return open(self.path, "rb")
        except OSError as error:
            sys.exit(f"{self.path}: cannot be read ({error.strerror}); relative paths count from the recipe's `base`")


class Recipe:
    def __init__(self, path):
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
            base = path.parent / values.get("base", ".")
            self.name, self.output, start = values["name"], base / values["output"], base / values["backbone"]
            tasks = [task for task in values["tasks"] if task["kind"] == "language-model"]
        except (OSError, tomllib.TOMLDecodeError) as error:
            sys.exit(f"{path}: cannot be read ({error})")
        except KeyError as error:
            sys.exit(f"{path}: {error} is missing; recipes/README.md names the keys of a recipe")
        if len(tasks) != 1 or len(values["tasks"]) != 1:
            sys.exit(f"{path}: one task is trained here, of kind language-model; leave the others to `stet train`")
        if not values.get("new-weights"):
            sys.exit(f"{path}: only new weights are trained here; say `new-weights = true`, or use `stet train`")
        self.precision = values.get("precision", "float32")
        if self.precision not in PRECISIONS:
            sys.exit(f"{path}: precision is one of {', '.join(PRECISIONS)}; `stet models convert` makes int8 of the result")
        self.summary = values.get("summary", "A language model.")
        self.seed, self.length = values.get("seed", 42), values.get("maximum-tokens", 256)
        self.config, self.tokenizer = start / "config.json", start / "tokenizer.json"
        self.train, self.dev = ([Data(base, data, path) for data in tasks[0].get(part, [])] for part in ("train", "dev"))
        for part, data in (("train", self.train), ("dev", self.dev)):
            if not data:
                sys.exit(f"{path}: there is no [[tasks.{part}]]; name texts to {'learn from' if part == 'train' else 'measure with'}")
