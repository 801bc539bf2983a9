namespace MockUserApis.Kernel.Diagnoses;

public sealed record OperationView(string Id, string Method, string Path, string Evidence, string Summary);
