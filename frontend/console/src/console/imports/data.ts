import { useQuery } from "@tanstack/react-query";
import { useServices } from "../../services";
import { CONSOLE } from "../queries";

export function useImports() {
  const { imports } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "imports"],
    queryFn: ({ signal }) => imports.list(signal),
  });
}

export function useImport(id: string) {
  const { imports } = useServices();
  return useQuery({
    queryKey: [...CONSOLE, "imports", id],
    queryFn: ({ signal }) => imports.report(id, signal),
    staleTime: Infinity, // what an import did never changes
  });
}
