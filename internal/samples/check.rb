# Parses each file and runs none.
ARGV.each { |name| RubyVM::InstructionSequence.compile_file(name) }
