## ticket.create: no_such_agent
curl "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low","agent":"!"}'

## ticket.create: no_such_file
curl "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low","attachment":"!"}'

## ticket.create: file_taken
file=$(curl -s "$MOCK/files" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"title":"text","text":"text"}' | jq -r .id)
curl "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low","attachment":"'"$file"'"}'
curl "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low","attachment":"'"$file"'"}'

## ticket.create: agent_off_duty
agent=$(curl -s "$MOCK/agents" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"name":"text"}' | jq -r .id)
curl "$MOCK/agents/${agent}/rest" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"
curl "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low","agent":"'"$agent"'"}'

## ticket.create: not_bought
curl "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"high"}'

## ticket.amend: merged
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
ticket2=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/merge" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"into":"'"$ticket2"'"}'
curl "$MOCK/tickets/${ticket}" \
  -X PATCH \
  -H "Authorization: Bearer $STAFF_KEY"

## ticket.assign: no_such_agent
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/agents" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"name":"text"}'
curl "$MOCK/tickets/${ticket}/agent" \
  -X PUT \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"agent":"!"}'

## ticket.assign: is_closed
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/close" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"
agent=$(curl -s "$MOCK/agents" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"name":"text"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/agent" \
  -X PUT \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"agent":"'"$agent"'"}'

## ticket.assign: agent_off_duty
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
agent=$(curl -s "$MOCK/agents" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"name":"text"}' | jq -r .id)
curl "$MOCK/agents/${agent}/rest" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"
curl "$MOCK/tickets/${ticket}/agent" \
  -X PUT \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"agent":"'"$agent"'"}'

## ticket.reply: merged
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
ticket2=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/merge" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"into":"'"$ticket2"'"}'
curl "$MOCK/tickets/${ticket}/replies" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"text":"Light the lamp."}'

## ticket.reply: is_closed
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/close" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"
curl "$MOCK/tickets/${ticket}/replies" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"text":"Light the lamp."}'

## ticket.reply: no_agent
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/replies" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"text":"Light the lamp."}'

## ticket.put_off: not_open
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/put_off" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"wake_at":"2026-03-01T09:00:00Z"}'
curl "$MOCK/tickets/${ticket}/put_off" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"wake_at":"2026-03-01T09:00:00Z"}'

## ticket.close: is_closed
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/close" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"
curl "$MOCK/tickets/${ticket}/close" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"

## ticket.close: not_closable
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/put_off" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"wake_at":"2026-03-01T09:00:00Z"}'
curl "$MOCK/tickets/${ticket}/close" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"

## ticket.reopen: not_closed
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/reopen" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"

## ticket.reopen: too_late
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/close" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"
# wait 24h on the mock's clock
curl "$MOCK/_mock/clock" -H 'Content-Type: application/json' -d '{"advance": "24h"}'
curl "$MOCK/tickets/${ticket}/reopen" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"

## ticket.merge: not_found
curl "$MOCK/tickets/tick_000000000000/merge" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"into":"tick_000000000000"}'

## ticket.merge: merged
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
ticket2=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/merge" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"into":"'"$ticket2"'"}'
ticket3=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/merge" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"into":"'"$ticket3"'"}'

## ticket.merge: is_closed
ticket2=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/close" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"
curl "$MOCK/tickets/${ticket2}/merge" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"into":"'"$ticket"'"}'

## ticket.lose: not_answered
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/lose" \
  -X POST \
  -H "Authorization: Bearer $STAFF_KEY"

## ticket.lose: test_mode_only
agent=$(curl -s "$MOCK/agents" \
  -H "Authorization: Bearer $LIVE_STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"name":"text"}' | jq -r .id)
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $LIVE_STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low","agent":"'"$agent"'"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}/replies" \
  -H "Authorization: Bearer $LIVE_STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"text":"Light the lamp."}'
curl "$MOCK/tickets/${ticket}/lose" \
  -X POST \
  -H "Authorization: Bearer $LIVE_STAFF_KEY"

## ticket.discard: not_closed
ticket=$(curl -s "$MOCK/tickets" \
  -H "Authorization: Bearer $STAFF_KEY" \
  -H 'Content-Type: application/json' \
  -d '{"subject":"It is dark","customer":{"mail":"ada@example.com"},"urgency":"low"}' | jq -r .id)
curl "$MOCK/tickets/${ticket}" \
  -X DELETE \
  -H "Authorization: Bearer $STAFF_KEY"

