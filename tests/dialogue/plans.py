"""The plan of the common case, lawful and complete."""

COMMON = {
    "objectives": ["discover"],
    "status": "jobseeker",
    "prescriber": "france_travail",
    "age_at_start": 34,
    "host_kind": "company",
    "start_date": "2026-12-07",
    "end_date": "2026-12-18",
    "worked_weekdays": ["mon", "tue", "wed", "thu", "fri"],
    "daily_hours": 7,
    "host_needs": ["none"],
    "prior_same_host": False,
}
