import ArgumentParser
import CCMark
import Yams

@main
struct Runbook: ParsableCommand {
  func run() { print("hello", cmark_version()) }
}
