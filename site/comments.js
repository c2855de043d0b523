// Finds comments by their words and by segment, on the page as it is. Without it all are listed.
(function () {
  "use strict";
  var tools = document.getElementById("find");
  var list = document.getElementById("said");
  if (!tools || !list || !String.prototype.normalize) return;

  // Without marks and in lower case: people search "giao hang" too.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  }

  var field = document.getElementById("find-words");
  var found = document.getElementById("found");
  var choices = Array.prototype.slice.call(tools.querySelectorAll(".find-segment"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("input[name=group]"));
  var items = Array.prototype.map.call(list.children, function (item) {
    return { item: item, text: plain(item.textContent), of: (item.dataset.of || "").split(" ") };
  });

  function look() {
    var words = plain(field.value).split(/\s+/).filter(Boolean);
    var wanted = choices.map(function (choice) { return choice.value; }).filter(Boolean);
    var group = groups.filter(function (group) { return group.checked && group.value; })[0];
    var n = 0;
    items.forEach(function (it) {
      var fits = words.every(function (word) { return it.text.indexOf(word) >= 0; }) &&
        wanted.every(function (value) { return it.of.indexOf(value) >= 0; });
      it.item.hidden = !fits;
      if (fits && (!group || it.item.className === "is-" + group.value)) n += 1;
    });
    found.textContent = found.dataset.text.replace("#", n);
  }

  field.addEventListener("input", look);
  choices.concat(groups).forEach(function (choice) { choice.addEventListener("change", look); });
  tools.hidden = false;
  look();
})();
