"""Made-up exports of survey tools: answers."""

from collections.abc import Iterator

from .demo_contracts import Rows


def delighted() -> Iterator[tuple[str, Rows]]:
    """The files of delighted, each with its rows."""
    # of each ten answers of a day of October: five promote, two detract; NPS 30
    scores = (10, 9, 9, 10, 9, 8, 7, 8, 3, 6)
    yield "delighted_responses.csv", [
        {
            "Response ID": 7000 + number, "Score": scores[number % 10], "Survey Type": "NPS",
            "Comment": "", "Person Email": f"ann{number}@example.com",
            "Survey Sent At (UTC)": f"2026-10-{1 + number % 20:02} 08:00:00",
            "Response Received At (UTC)": f"2026-10-{2 + number % 20:02} 08:00:00",
        }
        for number in range(40)
    ]  # fmt: skip


def qualtrics() -> Iterator[tuple[str, Rows]]:
    """The files of qualtrics, each with its rows."""
    # of each ten answers five promote, two detract; previews count nothing
    scores = (10, 9, 9, 10, 9, 8, 7, 8, 3, 6)
    names: dict[str, object] = {
        "StartDate": "Start Date", "EndDate": "End Date", "Status": "Response Type",
        "Finished": "Finished", "RecordedDate": "Recorded Date", "ResponseId": "Response ID",
        "RecipientEmail": "Recipient Email", "ExternalReference": "External Data Reference",
        "DistributionChannel": "Distribution Channel", "Q1_NPS_GROUP": "How likely? - Group",
        "Q1": "How likely are you to recommend us?",
    }  # fmt: skip
    answers: Rows = [names, {name: f'{{"ImportId":"{name}"}}' for name in names}]
    for number in range(42):
        day = f"2026-10-{1 + number % 20:02} 08:00:00"
        score = scores[number % 10] if number < 40 else 0
        answers.append(
            {
                "StartDate": day, "EndDate": day, "RecordedDate": day, "Finished": "True",
                "Status": "IP Address" if number < 40 else "Survey Preview",
                "ResponseId": f"R_{number:04}", "RecipientEmail": f"ann{number}@example.com",
                "ExternalReference": "", "DistributionChannel": "email",
                "Q1_NPS_GROUP": "Promoter" if score > 8 else "Other", "Q1": score,
            }
        )  # fmt: skip
    yield "responses.csv", answers


def surveymonkey() -> Iterator[tuple[str, Rows]]:
    """The files of surveymonkey, each with its rows; the first says the kinds of the questions."""
    scores = (10, 9, 9, 10, 9, 8, 7, 8, 3, 6)
    question, reason = (
        "How likely is it that you would recommend us to a friend?",
        "What is the main reason?",
    )
    names = (
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "Email Address",
        question,
        reason,
    )
    empty: dict[str, object] = dict.fromkeys(names, "")
    answers: Rows = [empty | {question: "Response", reason: "Open-Ended Response"}]
    answers += [
        dict(zip(names, (
            8000 + number, 77, f"10/{1 + number % 20:02}/2026 08:00:00 AM", f"10/{1 + number % 20:02}/2026 08:05:00 AM",
            f"ann{number}@example.com", scores[number % 10], "",
        ), strict=True))
        for number in range(40)
    ]  # fmt: skip
    yield "NPS survey.csv", answers


def typeform() -> Iterator[tuple[str, Rows]]:
    """The files of typeform, each with its rows."""
    scores = (10, 9, 9, 10, 9, 8, 7, 8, 3, 6)
    yield "responses.csv", [
        {
            "#": f"{number:032x}", "How likely are you to recommend us to a friend?": scores[number % 10],
            "What could we do better?": "", "email": f"ann{number}@example.com",
            "Response Type": "completed" if number < 40 else "partial",
            "Start Date (UTC)": f"2026-10-{1 + number % 20:02} 08:00:00", "Stage Date (UTC)": "",
            "Submit Date (UTC)": f"2026-10-{1 + number % 20:02} 08:05:00", "Network ID": f"n{number}",
            "Tags": "",
        }
        for number in range(42)
    ]  # fmt: skip
