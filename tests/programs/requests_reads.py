# The same with requests; pip has it inside, where nobody installed it.
import json
import sys

try:
    import requests
except ImportError:
    from pip._vendor import requests

for call in json.loads(sys.argv[1]):
    answer = requests.get(call["url"], headers=call["headers"])
    answer.json()
    print(answer.status_code)
