// Lets the button copy the message before it notes that it was passed on. Without it the text is selected by hand.
(function () {
  var list = document.getElementById("links");
  if (!list) return;
  function select(text) {
    text.focus();
    text.select();
    text.setSelectionRange(0, text.value.length);
  }
  Array.prototype.forEach.call(list.querySelectorAll("form"), function (form) {
    var text = form.querySelector("textarea"), button = form.querySelector("button");
    text.addEventListener("focus", function () { select(text); });
    if (!button) return;
    button.textContent = list.getAttribute("data-copy");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      function go() {
        button.textContent = list.getAttribute("data-copied");
        form.submit();
      }
      function byHand() {
        select(text);
        if (document.execCommand("copy")) go();
      }
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text.value).then(go, byHand);
      } else {
        byHand();
      }
    });
  });
})();
