# Parses each file and runs none.
for name <- System.argv() do
  case Code.string_to_quoted(File.read!(name), file: name) do
    {:ok, _} -> :ok
    {:error, reason} -> raise "#{name}: #{inspect(reason)}"
  end
end
