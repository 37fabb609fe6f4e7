// Keeps what is typed into a form, a few seconds after the typing: befriend/drafts/views.py answers.
// Without this script the button "Save for later" does the same.

const QUIET = 2000; // milliseconds after the last key
const LONGEST = 7000; // after the first key, however long somebody types on
const AGAIN = 5000; // after a failure

const form = document.querySelector("form[data-draft]");
const status = document.getElementById("draft-status");

if (form && status) keepDraftOf(form, form.dataset.draft);

function keepDraftOf(form, address) {
  let quiet, longest; // timers
  let changed = false; // something is typed that is not kept yet
  let busy = false;
  let sent = false; // the form itself is on its way
  let last = form.dataset.opened; // when what is on this page was last kept

  function typed() {
    changed = true;
    clearTimeout(quiet);
    quiet = setTimeout(keep, QUIET);
    longest ??= setTimeout(keep, LONGEST);
  }

  async function keep() {
    clearTimeout(quiet);
    clearTimeout(longest);
    longest = undefined;
    if (!changed || busy || sent) return;
    busy = true;
    changed = false;
    try {
      const answer = (await post()) ?? (await renewed() && (await post()));
      if (!answer) again(status.dataset.out, true);
      else if (answer.why) say(answer.why);
      else if (answer.saved) kept(answer);
      if (answer && changed) typed();
    } catch {
      again(status.dataset.lost, false);
    } finally {
      busy = false;
    }
  }

  // What was answered; undefined where a new token, or a new sign-in, is needed first.
  async function post() {
    const answer = await fetch(address, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      keepalive: true,
    });
    if (answer.status === 401 || answer.status === 403) return undefined;
    if (answer.status >= 500) throw new Error(answer.status);
    return answer.json();
  }

  // Somebody who signs in again in another window gets a new token; this form needs it too.
  async function renewed() {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return false;
    const { token } = await answer.json();
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
    return true;
  }

  function kept(answer) {
    last = answer.saved;
    form.elements.draft_version.value = answer.version;
    say(status.dataset.saved);
  }

  function again(words, signIn) {
    changed = true;
    say(words);
    if (signIn) {
      const link = document.createElement("a");
      Object.assign(link, { className: "govuk-link", target: "_blank", rel: "noopener" });
      Object.assign(link, { href: status.dataset.signIn, textContent: status.dataset.in });
      status.append(" ", link);
    }
    clearTimeout(quiet);
    quiet = setTimeout(keep, AGAIN);
  }

  // Said once: whoever listens to the page does not hear the same again every few seconds.
  function say(words) {
    const now = words.replace("{time}", last);
    if (status.dataset.said === now) return;
    status.dataset.said = now;
    status.textContent = now;
  }

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => { sent = true; });
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
}
