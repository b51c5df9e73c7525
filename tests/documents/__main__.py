"""Write anew what the documents show: runs of commands, what examples print, the list of files.

python -m tests.documents README.md docs/chat.md docs/cli.md docs/files.md docs/python.md
"""

import sys
from pathlib import Path

from tests.documents import chats, code_examples, file_tree, transcripts

for name in sys.argv[1:]:
    path = Path(name).resolve()
    document = path.read_text(encoding="utf-8")
    document = transcripts.written_anew(document)
    document = code_examples.written_anew(document, name)
    document = chats.written_anew(document)
    if document.startswith(file_tree.HEADING):
        document = file_tree.written_anew(document)
    path.write_text(document, encoding="utf-8")
