"""A CSV of finished runs, a row each; what was broken off while being written does not count."""

import csv
import io
import os
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class Table:
    """Rows with fixed columns, in a file or, without one, in memory.

    A row is whole when its line ends: each is written at once and flushed, so that only the last
    line can be torn, where a process was stopped in the middle. Such a line is not read, and the
    next row takes its place.

    Parameters
    ----------
    columns : sequence of str
    path : path, optional
        Made with the first row. Without it the rows are kept in memory.

    Raises
    ------
    ValueError
        When the file has other columns, or a whole line in it is no row.
    """

    def __init__(self, columns, path: str | os.PathLike | None = None):
        self.columns = tuple(columns)
        self.path = None if path is None else Path(path)
        self.rows: list[Row] = [] if self.path is None else self._read()

    def append(self, row: Row) -> None:
        """Add a row, in the file too before this returns.

        Raises
        ------
        ValueError
            When its keys are not the columns.
        """
        if set(row) != set(self.columns):
            odd = sorted(set(row) ^ set(self.columns))
            raise ValueError(f"A row has exactly the table's columns; these differ: {odd}.")
        if self.path is not None:
            self._write(row)
        self.rows.append(row)

    def _read(self) -> list[Row]:
        whole = _whole_lines(self.path)
        lines = csv.reader(io.StringIO(whole, newline=""))
        header = next(lines, None)
        if header is not None and tuple(header) != self.columns:
            raise ValueError(
                f"{self.path} has the columns {', '.join(header)}; {', '.join(self.columns)} fit. "
                "Name another file, or move this one away."
            )
        rows = []
        for cells in lines:
            if len(cells) != len(self.columns):
                raise ValueError(
                    f"Line {lines.line_num} of {self.path} has {len(cells)} cells; "
                    f"{len(self.columns)} fit. Delete the line, and its run is done again."
                )
            rows.append(dict(zip(self.columns, map(value, cells), strict=True)))
        return rows

    def _write(self, row: Row) -> None:
        whole = _whole_lines(self.path)
        line = io.StringIO(newline="")
        writer = csv.DictWriter(line, self.columns, lineterminator="\n")
        if not whole:
            writer.writeheader()
        writer.writerow({name: text(cell) for name, cell in row.items()})
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.truncate(len(whole.encode("utf-8")))  # a torn line goes
            file.write(line.getvalue().encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())


def _whole_lines(path: Path) -> str:
    """Return the text of the file up to its last line end; nothing where there is no file."""
    if not path.exists():
        return ""
    whole, end, _ = path.read_bytes().decode("utf-8", "replace").rpartition("\n")
    return whole + end


def text(cell: Any) -> str:
    """Return a cell as it stands in the file; `value` reads it back."""
    return "" if cell is None else str(cell)


def value(cell: str) -> Any:
    """Return a cell of the file as a number where it is one; None where it is empty."""
    if cell == "":
        return None
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell
