"""What runs the assistant: settings, stores, locks, action endpoint, servers, and how they fail."""

import os
import warnings

# Before Rasa is imported: no telemetry, and no line in the logs that is not ours.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
warnings.simplefilter("ignore")
