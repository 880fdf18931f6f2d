"""Judges every message of the server: strictly against LSP 3.18 (lsprotocol), stet/* against our schemas."""

import enum
import json
import pathlib
import typing

import cattrs
import jsonschema
from lsprotocol import converters, types
from referencing import Registry, Resource

SCHEMAS = pathlib.Path(__file__).resolve().parents[3] / "protocol" / "schema"


def _strict_converter() -> cattrs.Converter:
    """lsprotocol's converter with the three kinds of leniency taken out: unknown keys, coercion, integers as enums."""
    converter = converters.get_converter(cattrs.Converter(forbid_extra_keys=True))

    def primitive(expected: type):
        def structure(value, _):
            accepted = (float, int) if expected is float else (expected,)
            if type(value) not in accepted:
                raise TypeError(f"{type(value).__name__} where {expected.__name__} is due")
            return value

        return structure

    def enumeration(kind: type):
        def structure(value, _):
            if type(value) not in (int, str):
                raise TypeError(f"{type(value).__name__} where {kind.__name__} is due")
            return kind(value)

        return structure

    for basic in (bool, float, int, str):
        converter.register_structure_hook(basic, primitive(basic))
    # The hooks of int and str would take the enumerations that are based on them, too.
    for kind in vars(types).values():
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            converter.register_structure_hook(kind, enumeration(kind))
    # lsprotocol takes a code action that carries a command for a bare command.
    converter.register_structure_hook(
        typing.Union[types.Command, types.CodeAction],
        lambda value, _: converter.structure(
            value, types.Command if isinstance(value.get("command"), str) else types.CodeAction
        ),
    )
    return converter


def _schema_registry() -> Registry:
    resources = ((path.name, Resource.from_contents(json.loads(path.read_text()))) for path in SCHEMAS.glob("*.json"))
    return Registry().with_resources(resources)


_CONVERTER = _strict_converter()
_REGISTRY = _schema_registry()


def schema_problems(method: str, part: str, value) -> list:
    """What is wrong with the params or the result of a stet/* method."""
    name = method.removeprefix("stet/") + ".json"
    if not (SCHEMAS / name).exists():
        return [f"{method} has no schema"]
    validator = jsonschema.Draft202012Validator({"$ref": f"{name}#/$defs/{part}"}, registry=_REGISTRY)
    return [f"{method} {part}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def _nulls(value, path: str) -> list:
    """Optional members are left out, never null. What a client put into `data` is the client's."""
    if value is None:
        return [f"{path} is null"]
    if isinstance(value, dict):
        return [found for key, item in value.items() if key != "data" for found in _nulls(item, f"{path}.{key}")]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in _nulls(item, f"{path}[{index}]")]
    return []


def problems(message: dict, method) -> list:
    """What is wrong with a message of the server; `method` is the request's when the message is a response."""
    found = []
    if message.get("jsonrpc") != "2.0":
        found.append('jsonrpc is not "2.0"')
    is_response = "method" not in message
    payload = message.get("result") if is_response else message.get("params")
    if is_response and ("result" in message) == ("error" in message):
        found.append("a response has exactly one of result and error")
    if payload is not None:
        found += _nulls(payload, "result" if is_response else "params")
    if "error" in message:
        return found + _lsp_problems(message, types.ResponseErrorMessage)
    if method is None:
        return found + ["a result for no request"]
    if method.startswith("stet/"):
        return found + (schema_problems(method, "result", payload) if is_response else [])
    if method not in types.METHOD_TO_TYPES:
        return found + [f"unknown method {method}"]
    request, response = types.METHOD_TO_TYPES[method][:2]
    return found + _lsp_problems(message, response if is_response else request)


def _lsp_problems(message: dict, kind: type) -> list:
    try:
        _CONVERTER.structure(message, kind)
    except Exception as error:  # cattrs raises groups of whatever its hooks raise
        return [f"{kind.__name__}: {' | '.join(cattrs.transform_error(error))[:600]}"]
    return []
