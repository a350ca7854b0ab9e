# Brings a whole event. SITE is the address of this site, TOKEN a token with the scope agenda, map.pdf a file of yours.
desk=$SITE/api/v1/desk
ask() { curl --fail-with-body --silent --show-error --header "Authorization: Bearer $TOKEN" "$@"; }

# What events share. A key makes a POST repeatable: sent again, nothing is added twice.
ask "$desk/cities/" --header "Idempotency-Key: city-1" --json '{
  "name": "Seoul", "zone": "Asia/Seoul", "country": {"code": "KR", "name": "Republic of Korea"},
  "names": [{"text": "서울", "language": "ko", "script": "Hang"}]}'
ask "$desk/cities/" --header "Idempotency-Key: city-2" --json '{
  "name": "Rijeka", "zone": "Europe/Zagreb", "country": {"code": "HR", "name": "Croatia"}}'
ask "$desk/organisations/" --header "Idempotency-Key: host-1" --json '{
  "name": "Seoul Metropolitan Government", "city": "seoul", "website": "https://english.seoul.go.kr"}'
ask "$desk/venues/" --header "Idempotency-Key: venue-1" --json '{
  "name": "City Hall", "city": "seoul", "address": "110 Sejong-daero", "latitude": 37.5663, "longitude": 126.9779}'

# The event with its lists. The answer says where it is.
event=$(ask "$desk/events/" --header "Idempotency-Key: event-1" --output /dev/null --write-out '%header{location}' --json '{
  "programme": "upp", "kind": "study_tour", "title": "Smart City Week", "starts": "2027-09-06", "ends": "2027-09-10",
  "host_city": "seoul", "groups": [{"name": "Bus A"}, {"name": "Bus B"}],
  "organisations": [{"organisation": "Seoul Metropolitan Government", "role": "host"}],
  "cities": [{"city": "rijeka", "seats": 3}],
  "purposes": ["See how a traffic centre works"],
  "practical": [{"heading": "Language", "body": "English and Korean."}],
  "contacts": [{"name": "Event desk", "phone": "+82 2 0000 0000", "level": "delegates"}]}')

# A document is sent as a form.
ask "${event}documents/" --header "Idempotency-Key: map-1" --form title="How to get there" --form file=@map.pdf

# The agenda, by the ids of your system. Send it as often as you like: only what differs is written.
ask "${event}items/" --request PUT --json '[
  {"external_id": "1", "title": "Welcome", "kind": "session", "day": "2027-09-06", "start": "09:30", "end": "10:15",
   "venue": {"name": "City Hall"}, "parts": [{"role": "speaker", "person": {"name": "Ana Primer"}}], "create_missing": true},
  {"external_id": "2", "title": "Bus to the traffic centre", "kind": "transfer", "day": "2027-09-06", "start": "10:30",
   "level": "delegates", "groups": ["Bus A"]}]'

# Publishes what was read, and nothing that a colleague changed since.
tag=$(ask "$event" --output /dev/null --write-out '%header{etag}')
ask "${event}publish/" --header "Idempotency-Key: publish-1" --header "If-Match: $tag" --json '{"note": "The programme"}'
