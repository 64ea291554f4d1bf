// The second script, loaded when something of it is wanted for the first time.

let second = null; // a promise of what the second script gives

const load = async () => (await bring()).default(lent());

/** Call a function of the second script. */
async function later(name, ...values) {
  second ??= load();
  let given;
  try {
    given = await second;
  } catch {
    second = null;
    tell(strings.laterFailed);
    return null;
  }
  return given[name](...values);
}
