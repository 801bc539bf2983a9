# A client of the standard library alone: it reads each address that it is given, and prints the status.
import json
import sys
import urllib.request

for call in json.loads(sys.argv[1]):
    request = urllib.request.Request(call["url"], headers=call["headers"])
    with urllib.request.urlopen(request) as answer:
        json.load(answer)
        print(answer.status)
