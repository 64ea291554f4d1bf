"""Reads a model where it was unpacked; Rasa unpacks it anew at each start."""

from __future__ import annotations

import logging
from pathlib import Path

from rasa.engine.storage.local_model_storage import MODEL_ARCHIVE_COMPONENTS_DIR, LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata

from serving.ready import unpack

logger = logging.getLogger(__name__)


class UnpackedStorage(LocalModelStorage):
    """Rasa's storage of a model, over the folder in which it was unpacked once."""

    @classmethod
    def from_model_archive(
        cls, storage_path: Path, model_archive_path: Path | str
    ) -> tuple[LocalModelStorage, ModelMetadata]:
        """As Rasa's; where nothing can be kept beside the model, it is unpacked into `storage_path`."""
        try:
            folder = unpack(Path(model_archive_path))
        except OSError as error:
            logger.info("model not kept unpacked", extra={"cause": type(error).__name__})
            return super().from_model_archive(storage_path, model_archive_path)
        cls._assert_not_rasa2_archive(folder)
        return cls(folder / MODEL_ARCHIVE_COMPONENTS_DIR), cls._load_metadata(folder)
