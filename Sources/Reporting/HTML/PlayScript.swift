/// Puts a slider under each figure with frames; in a page only where it has such figures.
///
/// Without script, and in print, the figure is what it is without frames.
enum PlayScript {
  static let text = """
    (function(){
    document.querySelectorAll(".play").forEach(function(figure,number){
    var frames=figure.querySelectorAll(".frame"),bar=document.createElement("div"),
    label=document.createElement("label"),input=document.createElement("input"),
    output=document.createElement("output");
    bar.className="slider";input.type="range";input.min=0;input.max=frames.length-1;input.step=1;
    var first=Array.from(frames).findIndex(function(frame){return frame.classList.contains("first")});
    input.value=first<0?frames.length-1:first;input.id="slider-"+number;label.htmlFor=input.id;output.htmlFor=input.id;
    label.textContent=figure.dataset.control;
    function show(){
    frames.forEach(function(frame,index){frame.classList.toggle("on",index==input.value)});
    output.textContent=frames[input.value].dataset.label;
    input.setAttribute("aria-valuetext",output.textContent)}
    input.addEventListener("input",show);
    bar.append(label,input,output);figure.querySelector("svg").after(bar);show()})})();

    """
}
