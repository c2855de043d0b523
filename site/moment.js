// Finds the number behind the hash and sends the answer on. Where this cannot run, the page says what to do.
(function () {
  var form = document.getElementById("moment"), subtle = window.crypto && window.crypto.subtle;
  if (!form || !subtle || !window.TextEncoder || !window.Promise) return;
  var said = document.getElementById("said"), button = form.querySelector("button"), asked = said.textContent;
  var salt = form.elements.proof_salt.value, wanted = form.elements.proof_hash.value;
  var largest = Number(form.getAttribute("data-largest")), encoder = new TextEncoder(), next = 0;
  var first = parseInt(wanted.slice(0, 8), 16);
  function giveUp() { said.textContent = asked; button.disabled = false; }
  function isIt(number) {
    return subtle.digest("SHA-256", encoder.encode(salt + number)).then(function (hash) {
      return new DataView(hash).getUint32(0) === first;
    });
  }
  function look() {
    var from = next, tries = [];
    while (next <= largest && tries.length < 200) tries.push(isIt(next++));
    Promise.all(tries).then(function (found) {
      var at = found.indexOf(true);
      if (at >= 0) { form.elements.proof_number.value = from + at; form.submit(); }
      else if (next > largest) giveUp();
      else setTimeout(look, 0);
    }, giveUp);
  }
  said.textContent = form.getAttribute("data-working");
  button.disabled = true;
  look();
})();
