using System.Runtime.InteropServices;

namespace PactNet;

/// <summary>libpact_ffi, C ABI. A pact's handle is a 16-bit number, an interaction's a 32-bit one.</summary>
internal static partial class Native
{
    public const int SpecificationV4 = 5;
    public const int RequestPart = 0;
    public const int ResponsePart = 1;

    private const string Library = "pact_ffi";

    [LibraryImport(Library, EntryPoint = "pactffi_new_pact", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ushort NewPact(string consumer, string provider);

    [LibraryImport(Library, EntryPoint = "pactffi_with_specification")]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool WithSpecification(ushort pact, int version);

    [LibraryImport(Library, EntryPoint = "pactffi_new_interaction", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint NewInteraction(ushort pact, string description);

    [LibraryImport(Library, EntryPoint = "pactffi_given", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool Given(uint interaction, string state);

    [LibraryImport(Library, EntryPoint = "pactffi_given_with_param", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool GivenWithParam(uint interaction, string state, string name, string value);

    [LibraryImport(Library, EntryPoint = "pactffi_with_request", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool WithRequest(uint interaction, string method, string path);

    [LibraryImport(Library, EntryPoint = "pactffi_with_header_v2", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool WithHeader(uint interaction, int part, string name, nuint index, string value);

    [LibraryImport(Library, EntryPoint = "pactffi_with_body", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool WithBody(uint interaction, int part, string contentType, string body);

    [LibraryImport(Library, EntryPoint = "pactffi_response_status")]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool ResponseStatus(uint interaction, ushort status);

    [LibraryImport(
        Library,
        EntryPoint = "pactffi_create_mock_server_for_transport",
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int CreateMockServer(
        ushort pact,
        string address,
        ushort port,
        string transport,
        string? configuration
    );

    [LibraryImport(Library, EntryPoint = "pactffi_mock_server_matched")]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool MockServerMatched(int port);

    [LibraryImport(Library, EntryPoint = "pactffi_mock_server_mismatches")]
    public static partial nint MockServerMismatches(int port);

    [LibraryImport(Library, EntryPoint = "pactffi_cleanup_mock_server")]
    [return: MarshalAs(UnmanagedType.I1)]
    public static partial bool CleanupMockServer(int port);

    [LibraryImport(Library, EntryPoint = "pactffi_pact_handle_write_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int WritePactFile(
        ushort pact,
        string directory,
        [MarshalAs(UnmanagedType.I1)] bool overwrite
    );

    [LibraryImport(Library, EntryPoint = "pactffi_free_pact_handle")]
    public static partial void FreePact(ushort pact);
}
