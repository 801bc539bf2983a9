// A client that uses fetch: it reads each address that it is given, and prints the status.
for (const { url, headers } of JSON.parse(process.argv[2])) {
  const answer = await fetch(url, { headers });
  await answer.json();
  console.log(answer.status);
}
