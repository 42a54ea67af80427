-- Issues that a bot resolved without a reply from a person, where they do not count.
-- after: spoken
bot_only as (
    select ticket_id
    from spoken
    where $bot_resolutions = 'excluded'
    group by ticket_id
    having
        sum(case when author_kind = 'bot' then 1 else 0 end) > 0
        and sum(case when author_kind = 'agent' and is_public = 1 then 1 else 0 end) = 0
)
