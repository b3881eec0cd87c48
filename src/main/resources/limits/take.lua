-- Takes one request from all limits of one tenant, atomically, in one round trip.
--
-- KEYS[1]  hash of the tenant: at (µs of the last refill), credit (millionths of a request in the
--          bucket), day (days since the epoch, UTC), used (requests of that day)
-- ARGV[1]  requests a second, 0 = unlimited; the bucket holds one second's worth
-- ARGV[2]  requests a day, 0 = unlimited
-- Only when a gateway reconnects after a loss, three more; counts are merged upward, never lowered:
-- ARGV[3]  requests it granted by itself meanwhile, added to the day
-- ARGV[4]  the highest count it has seen, and
-- ARGV[5]  the day it saw it on
--
-- Answers {status, wait in ms, whole requests left in the bucket, used today, seconds since the epoch};
-- status 0 = granted, 1 = too fast, 2 = daily quota used up, plus 4 when the hash did not exist.
-- All arithmetic is on integers below 2^53, which a Lua number holds exactly. The clock is Redis' own.

local COST = 1000000
local DAY_S = 86400

local time = redis.call('TIME')
local second = tonumber(time[1])
local now = second * 1000000 + tonumber(time[2])
local today = math.floor(second / DAY_S)
local rate = tonumber(ARGV[1])
local quota = tonumber(ARGV[2])

local state = redis.call('HMGET', KEYS[1], 'at', 'credit', 'day', 'used')
local fresh = not state[3]
local day = tonumber(state[3] or today)
local used = tonumber(state[4] or 0)
local new_day = fresh
-- A clock set back over midnight (failover to another host) keeps the newer day: it resets once.
if day < today or day > today + 1 then
  day = today
  used = 0
  new_day = true
end

local merged = false
if ARGV[3] then
  local floor = tonumber(ARGV[4])
  if tonumber(ARGV[5]) == day and floor > used then
    used = floor
  end
  used = used + tonumber(ARGV[3])
  merged = true
end

local full = rate * COST
local credit = tonumber(state[2] or full)
local elapsed = now - tonumber(state[1] or now)
if elapsed >= COST then
  credit = full
elseif elapsed > 0 then
  credit = credit + elapsed * rate
end
if credit > full then
  credit = full
end

local status = 0
local wait_ms = 0
if quota > 0 and used >= quota then
  status = 2
  wait_ms = ((day + 1) * DAY_S - second) * 1000
elseif rate > 0 and credit < COST then
  status = 1
  wait_ms = math.ceil((COST - credit) / rate / 1000)
else
  used = used + 1
  if rate > 0 then
    credit = credit - COST
  end
end

-- A refusal changes nothing, so it writes nothing.
if status == 0 or merged then
  redis.call('HSET', KEYS[1], 'at', now, 'credit', credit, 'day', day, 'used', used)
  if new_day then
    redis.call('EXPIREAT', KEYS[1], (day + 2) * DAY_S)
  end
end

if fresh then
  status = status + 4
end
return {status, wait_ms, math.floor(credit / COST), used, second}
