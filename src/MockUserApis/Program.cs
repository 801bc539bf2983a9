using MockUserApis;

if (args is ["serve", ..] && Descriptors.AreFew())
{
    Terminal.Complain(Descriptors.Sentence);
    return 1;
}

BogusData.LeaveMediaTypesOut();
return await CommandLine.RunAsync(args);
