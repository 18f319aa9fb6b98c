/** What a newcomer can paste into a second terminal. */
export const instructions = ({ port, token }: { port: number; token: string }): string => `
The providers are fakes on this machine: no key, no cost, nothing leaves it. Paste this into a second terminal:

  TOKEN=${token}

Ask, and be answered whole:

  curl http://127.0.0.1:${port}/api/llm/chat -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"messages": [{"role": "user", "content": "What is failover?"}], "enable_failover": true}'

The same, word by word:

  curl -N http://127.0.0.1:${port}/api/llm/chat -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"messages": [{"role": "user", "content": "What is failover?"}], "enable_failover": true, "stream": true}'

Take OpenAI out of service, ask again, and see Anthropic answer and what was tried before; then put OpenAI back:

  curl -X PUT http://127.0.0.1:${port + 1}/openai -d out-of-service
  curl -X PUT http://127.0.0.1:${port + 1}/openai -d in-service
  curl http://127.0.0.1:${port + 1}/

In OpenAI's own protocol, for any client of theirs (base URL http://127.0.0.1:${port}/v1, the token as its key):

  curl http://127.0.0.1:${port}/v1/chat/completions -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"model": "gpt-5-mini", "messages": [{"role": "user", "content": "Hello!"}]}'

Make an agent that may chat and change things, and must ask before it deletes; talk to it, then let it ask:

  AGENT=$(curl -s http://127.0.0.1:${port}/api/agents -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"name": "Sol", "instructions": "You keep the calendar.", "maturity": "supervised", "reason": "To try it"}' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
  curl -N http://127.0.0.1:${port}/api/agents/$AGENT/execute -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"message": "What is on today?", "stream": true}'
  curl http://127.0.0.1:${port}/api/agents/$AGENT/execute -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"message": "Remove the old entries", "action": "delete"}'

Sign in with the token at http://127.0.0.1:${port}/ to see what waits, approve it, and watch it run.

Everything else: http://127.0.0.1:${port}/docs. Ctrl-C ends the demo and forgets everything.

`
