"""Networks as ONNX Runtime holds them: on one thread of the CPU, and telling errors alone."""

from __future__ import annotations

from collections.abc import Sequence

import onnxruntime

_ERRORS = 3
"""The severity from which on ONNX Runtime tells on stderr."""


def session(
    model: str | bytes, disabled_optimizers: Sequence[str] = ()
) -> onnxruntime.InferenceSession:
    """Return a network, given as the path of its file or as the file's bytes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS
    return onnxruntime.InferenceSession(
        model,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(disabled_optimizers),
    )
