/// Makes a page's boxes for answers check themselves; in a page only where it has such boxes.
enum AnswerScript {
  /// A comma may stand for the decimal point, and `1/3` for a number.
  static let text = """
    (function(){
    function digest(text){
    var a=0x811C9DC5,b=0x12345678,bytes=new TextEncoder().encode(text),i;
    for(i=0;i<bytes.length;i++){a=Math.imul(a^bytes[i],0x01000193);b=Math.imul(b^bytes[i],0x01000193)}
    for(i=0;i<\(AnswerKey.rounds);i++){a=Math.imul(a^b>>>13,0x9E3779B1)+b|0;\
    b=Math.imul(b^a>>>16,0x85EBCA6B)^a}
    return [a,b].map(function(w){return (w>>>0).toString(16).padStart(8,"0")}).join("")}
    function number(text){
    var parts=text.replace(/\\s/g,"").replace(/[\\u2212\\u2013]/g,"-").replace(",",".").split("/");
    if(parts.length>2||parts.some(function(p){return !/^[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?$/i.test(p)}))return NaN;
    return parts.length==2?parts[0]/parts[1]:+parts[0]}
    document.querySelectorAll(".answer").forEach(function(box){
    var input=box.querySelector("input"),output=box.querySelector("output"),data=box.dataset;
    input.addEventListener("input",function(){box.classList.remove("right","wrong");output.textContent=""});
    input.addEventListener("change",function(){
    var text=input.value.trim().split(/\\s+/).join(" "),isRight,x;
    if(!text)return;
    if(data.width){x=number(text);
    if(!isFinite(x)){output.textContent=" a number is asked for";return}
    text=String(Math.floor((x-data.offset)/data.width)+0)}
    else text=text.toLowerCase();
    isRight=digest(data.salt+":"+text)==data.digest;
    box.classList.add(isRight?"right":"wrong");
    output.textContent=isRight?" ✓ right":" ✗ not yet"})})})();

    """
}
