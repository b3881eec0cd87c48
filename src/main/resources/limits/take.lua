-- Takes requests from all limits of one tenant, atomically, in one round trip.
--
-- KEYS[1]  hash of the tenant: at (µs of the last refill), credit (millionths of a request in the
--          bucket), day (days since the epoch, UTC), used (requests of that day), born (names these
--          counters: µs of their first write), base (how much of used was told by pods that knew
--          lost counters), and one field a pod: what it granted by itself that day and is in used
-- ARGV[1]  requests a second, 0 = unlimited; the bucket holds one second's worth
-- ARGV[2]  requests a day, 0 = unlimited
-- ARGV[3]  born of the counters the pod knows; 0 = it knows none
-- ARGV[4]  how many requests; those who came first are granted as far as it goes
-- Only when the pod has something to tell, six more. Telling it twice changes nothing:
-- ARGV[5]  the pod's field
-- ARGV[6]  the day, by the pod's clock, and
-- ARGV[7]  all that the pod granted by itself on it, and
-- ARGV[8]  how much of that is in the count it has seen
-- ARGV[9]  the highest count it has seen, and
-- ARGV[10] the day it saw it on
--
-- Answers {status, wait in ms, whole requests left in the bucket, used today, seconds since the epoch,
-- how many were granted}; status 0 = all granted, of the others 1 = too fast, 2 = daily quota used up,
-- 3 = these are not the counters the pod knows: nothing was counted, it is to ask again and tell. Where
-- the pod told, or knew other counters or none, two more: born, and how much of the pod's own grants is
-- in used.
-- All arithmetic is on integers below 2^53, which a Lua number holds exactly. The clock is Redis' own.

local COST = 1000000
local DAY_S = 86400

local time = redis.call('TIME')
local second = tonumber(time[1])
local now = second * 1000000 + tonumber(time[2])
local today = math.floor(second / DAY_S)
local rate = tonumber(ARGV[1])
local quota = tonumber(ARGV[2])
local known = tonumber(ARGV[3])
local wanted = tonumber(ARGV[4])
local pod = ARGV[5]

local state = redis.call('HMGET', KEYS[1], 'at', 'credit', 'day', 'used', 'born', 'base')
local born = tonumber(state[5] or 0)
if known ~= 0 and known ~= born and not pod then
  return {3, 0, 0, 0, second, 0, born, 0}
end

local fresh = not state[3]
local day = tonumber(state[3] or today)
local used = tonumber(state[4] or 0)
local base = tonumber(state[6] or 0)
local new_day = fresh
-- A clock set back over midnight (failover to another host) keeps the newer day: it resets once.
if day < today or day > today + 1 then
  day = today
  used = 0
  base = 0
  new_day = true
end

local own = 0
if pod then
  if known ~= 0 and tonumber(ARGV[10]) == day then
    local floor = tonumber(ARGV[9])
    if known == born then
      -- The same counters, from an older copy of them (failover).
      used = math.max(used, floor)
    elseif floor > base then
      -- Other counters: what was counted in these comes on top of the most that any pod knew of those.
      used = used + floor - base
      base = floor
    end
  end
  if not new_day then
    own = tonumber(redis.call('HGET', KEYS[1], pod) or 0)
  end
  if tonumber(ARGV[6]) == day then
    own = math.max(own, tonumber(ARGV[8]))
    local all = tonumber(ARGV[7])
    if all > own then
      used = used + all - own
      own = all
    end
  end
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

local granted = wanted
if quota > 0 then
  granted = math.min(granted, math.max(0, quota - used))
end
if rate > 0 then
  granted = math.min(granted, math.max(0, math.floor(credit / COST)))
  credit = credit - granted * COST
end
used = used + granted

local status = 0
local wait_ms = 0
if granted < wanted then
  if quota > 0 and used >= quota then
    status = 2
    wait_ms = ((day + 1) * DAY_S - second) * 1000
  else
    status = 1
    wait_ms = math.ceil((COST - credit) / rate / 1000)
  end
end

-- A refusal changes nothing, so it writes nothing.
if granted > 0 or pod then
  if new_day and not fresh then
    redis.call('DEL', KEYS[1])
  end
  redis.call('HSET', KEYS[1], 'at', now, 'credit', credit, 'day', day, 'used', used)
  if born == 0 or new_day or pod then
    if born == 0 then
      born = now
    end
    redis.call('HSET', KEYS[1], 'born', born, 'base', base)
  end
  if own > 0 then
    redis.call('HSET', KEYS[1], pod, own)
  end
  if new_day then
    redis.call('EXPIREAT', KEYS[1], (day + 2) * DAY_S)
  end
end

local left = math.floor(credit / COST)
if pod or known ~= born then
  return {status, wait_ms, left, used, second, granted, born, own}
end
return {status, wait_ms, left, used, second, granted}
