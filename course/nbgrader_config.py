"""nbgrader's settings for this folder: run its commands from here."""

c = get_config()  # noqa: F821 — nbgrader hands it in

c.CourseDirectory.course_id = "cs_toolkit"
c.ClearSolutions.code_stub = {"python": "answer = ...  # yours, in place of the three dots"}
# a check reads the whole of the student's company; the first one of a lesson also imports the kit
c.ExecutePreprocessor.timeout = 300
