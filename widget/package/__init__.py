"""The widget as an npm package: nothing is published, the archive is for whoever builds a site.

``python -m widget.package`` (``make widget-package``) writes it into ``.build/`` and prints its integrity.
"""
