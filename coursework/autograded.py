"""The notebook that formgrader shows: the release, with a learner's answers put into its cells.

Built anew from the release, so that nothing of the submission is in it but the text of its code:
no output, no metadata, no id.
"""

import copy

import nbformat

from .work import work

OWN = "**Cells of the learner's own**"


def build(learner_notebook, release, submission, marks):
    """Return the notebook of a hand-in.

    Parameters
    ----------
    learner_notebook : nbformat.NotebookNode
        The chapter as it was given out.
    release : Release
    submission : Submission
    marks : list of ExerciseMark

    Returns
    -------
    nbformat.NotebookNode
    """
    notebook = copy.deepcopy(learner_notebook)
    answers, told, used = {}, {mark.grade_id: mark for mark in marks}, set()
    for exercise in release.exercises:
        found = work(submission, release, exercise)
        own = [source for source, is_own in found.cells if is_own] if found else []
        used |= set(own)
        answers[exercise.name] = "\n\n".join(own)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if answers.get(grade_id):
            cell.source = answers[grade_id]
        if grade_id in told:
            mark = told[grade_id]
            data = {"text/plain": mark.message_text, "text/html": mark.message_html}
            cell.outputs = [nbformat.v4.new_output("display_data", data=data)]
    rest = [
        cell.source
        for cell in submission.cells
        if cell.source.strip()
        and cell.source not in used
        and cell.source.strip() not in release.cells
        and not cell.grade_id
    ]
    if rest:
        notebook.cells.append(nbformat.v4.new_markdown_cell(OWN, id="own-cells"))
        for number, source in enumerate(rest):
            notebook.cells.append(nbformat.v4.new_code_cell(source, id=f"own-cell-{number}"))
    return notebook
